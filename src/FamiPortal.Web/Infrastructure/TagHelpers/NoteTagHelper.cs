using Microsoft.AspNetCore.Razor.TagHelpers;

namespace FamiPortal.Web.Infrastructure.TagHelpers;

/// <summary>
/// <c>&lt;note state="Bad" title="Refusé le 9 février 2026."&gt;&lt;p class="sm"&gt;…&lt;/p&gt;&lt;/note&gt;</c>: first the
/// fact in bold, then what to do. Content is block elements.
/// </summary>
[HtmlTargetElement("note")]
public sealed class NoteTagHelper : TagHelper
{
    public InkState State { get; set; } = InkState.Info;

    public string? Icon { get; set; }

    public string? Title { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.Attributes.SetAttribute("class", "note");
        output.Attributes.SetAttribute("data-s", State.Code());
        output.PreContent.SetHtmlContent(IconTagHelper.Html(string.IsNullOrEmpty(Icon) ? State.Icon() : Icon));
        if (!string.IsNullOrEmpty(Title))
        {
            output.PreContent.AppendHtml("<p><b>").Append(Title).AppendHtml("</b></p>");
        }
    }
}
