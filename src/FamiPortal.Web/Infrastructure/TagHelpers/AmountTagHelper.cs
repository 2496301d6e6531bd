using FamiPortal.Rules;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace FamiPortal.Web.Infrastructure.TagHelpers;

/// <summary>
/// <c>&lt;amount value="@euros" state="Wait" /&gt;</c>: a sum and how sure it is. Whole euros while estimated,
/// <c>paid="true"</c> writes the cents.
/// </summary>
[HtmlTargetElement("amount", TagStructure = TagStructure.WithoutEndTag)]
public sealed class AmountTagHelper : TagHelper
{
    public decimal Value { get; set; }

    public InkState State { get; set; }

    public bool Paid { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "amt");
        output.Attributes.SetAttribute("data-s", State.Code());
        output.Content.SetContent(Paid ? French.Money(Value) : French.ShortMoney(Value));
    }
}
