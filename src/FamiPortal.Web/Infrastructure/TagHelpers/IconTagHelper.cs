using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace FamiPortal.Web.Infrastructure.TagHelpers;

/// <summary><c>&lt;icon name="tray" /&gt;</c>: a drawing of the sprite (<c>_Sprite.cshtml</c>), silent for screen readers: words say the same.</summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.WithoutEndTag)]
public sealed class IconTagHelper : TagHelper
{
    public string Name { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(Html(Name));
    }

    /// <param name="name">Ours, hence written as it is.</param>
    internal static IHtmlContent Html(string name) => new HtmlString($"<svg class=\"i\" aria-hidden=\"true\"><use href=\"#i-{name}\"/></svg>");
}
