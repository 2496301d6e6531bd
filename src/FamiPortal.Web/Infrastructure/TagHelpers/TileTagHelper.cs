using Microsoft.AspNetCore.Razor.TagHelpers;

namespace FamiPortal.Web.Infrastructure.TagHelpers;

/// <summary>
/// <c>&lt;tile number="1" state="Bad" text="logiciel compatible DMP, justificatif refusé" href="#i1" /&gt;</c>: an
/// indicator's number in its ink. <see cref="Text"/> says the state to those who don't see it; without <see cref="Href"/>
/// it is no link; without <see cref="Text"/> it only decorates words that stand beside it.
/// </summary>
[HtmlTargetElement("tile", TagStructure = TagStructure.WithoutEndTag)]
public sealed class TileTagHelper : TagHelper
{
    public string Number { get; set; } = "";

    public InkState State { get; set; }

    public string? Text { get; set; }

    public string? Href { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = string.IsNullOrEmpty(Href) ? "span" : "a";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "tile");
        output.Attributes.SetAttribute("data-s", State.Code());
        if (!string.IsNullOrEmpty(Href))
        {
            output.Attributes.SetAttribute("href", Href);
        }

        if (string.IsNullOrEmpty(Text))
        {
            output.Attributes.SetAttribute("aria-hidden", "true");
            output.Content.SetContent(Number);
            return;
        }

        output.Content.AppendHtml("<span class=\"vh\">Indicateur </span>").Append(Number)
            .AppendHtml("<span class=\"vh\">\u00A0: ").Append(Text).AppendHtml("</span>");
    }
}
