using Microsoft.AspNetCore.Razor.TagHelpers;

namespace FamiPortal.Web.Infrastructure.TagHelpers;

/// <summary><c>&lt;badge state="Ok" icon="tray"&gt;Prérempli&lt;/badge&gt;</c>: a state in words; waiting draws its own hatching.</summary>
[HtmlTargetElement("badge")]
public sealed class BadgeTagHelper : TagHelper
{
    public InkState State { get; set; }

    public string? Icon { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.Attributes.SetAttribute("class", "badge");
        output.Attributes.SetAttribute("data-s", State.Code());
        if (!string.IsNullOrEmpty(Icon))
        {
            output.PreContent.SetHtmlContent(IconTagHelper.Html(Icon));
        }
    }
}
