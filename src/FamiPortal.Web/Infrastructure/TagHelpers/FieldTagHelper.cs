using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace FamiPortal.Web.Infrastructure.TagHelpers;

/// <summary>
/// A question, its hint and its error, tied to the control that it wraps and to the ModelState entry of the same name:
/// <code>
/// &lt;field name="Form.Email" label="Adresse électronique" hint="…"&gt;&lt;input type="email" value="@Model.Form.Email"&gt;&lt;/field&gt;
/// &lt;field name="Form.Access" label="Comment…" group="true"&gt;&lt;div class="picks"&gt;…radios…&lt;/div&gt;&lt;/field&gt;
/// </code>
/// The control gets its <c>id</c>, <c>name</c>, <c>aria-describedby</c> and <c>aria-invalid</c> from here; a group becomes a
/// fieldset, and the first control of the group gets the id that the error summary links to.
/// </summary>
[HtmlTargetElement("field")]
public sealed class FieldTagHelper : TagHelper
{
    public string Name { get; set; } = "";

    public string Label { get; set; } = "";

    public string? Hint { get; set; }

    /// <summary>Said in words after the label; nothing is marked when everything is compulsory.</summary>
    public bool Optional { get; set; }

    public bool Group { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public static string IdOf(string name) => TagBuilder.CreateSanitizedId(name, "_");

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var id = IdOf(Name);
        var error = ViewContext.ModelState.TryGetValue(Name, out var entry) && entry.Errors.Count > 0 ? entry.Errors[0].ErrorMessage : null;
        var hint = string.IsNullOrEmpty(Hint) ? null : Hint;
        var describedBy = (error, hint) switch { (null, null) => "", (null, _) => $"{id}-aide", (_, null) => $"{id}-erreur", _ => $"{id}-erreur {id}-aide" };
        context.Items[typeof(FieldControl)] = new FieldControl(id, Name, Group ? "" : describedBy, error is not null, Group);

        output.TagName = Group ? "fieldset" : "div";
        output.Attributes.SetAttribute("class", Group && error is not null ? "field invalid" : "field");
        if (Group && describedBy.Length > 0)
        {
            output.Attributes.SetAttribute("aria-describedby", describedBy);
        }

        var optional = Optional ? " <span class=\"muted\">(facultatif)</span>" : "";
        if (Group)
        {
            output.PreContent.AppendHtml("<legend class=\"label\">").Append(Label).AppendHtml(optional).AppendHtml("</legend>");
        }
        else
        {
            output.PreContent.AppendHtml("<label for=\"").Append(id).AppendHtml("\">").Append(Label).AppendHtml(optional).AppendHtml("</label>");
        }

        if (error is not null)
        {
            output.PostContent.AppendHtml("<p class=\"err\" id=\"").Append(id).AppendHtml("-erreur\">").AppendHtml(IconTagHelper.Html("alert"))
                .AppendHtml("<span><span class=\"vh\">Erreur\u00A0: </span>").Append(error).AppendHtml("</span></p>");
        }

        if (hint is not null)
        {
            output.PostContent.AppendHtml("<p class=\"hint\" id=\"").Append(id).AppendHtml("-aide\">").Append(hint).AppendHtml("</p>");
        }
    }
}

/// <summary>What a field tells the controls inside it.</summary>
internal sealed record FieldControl(string Id, string Name, string DescribedBy, bool IsInvalid, bool IsGroup)
{
    public bool IdIsTaken { get; set; }
}

/// <summary>Ties each control inside a <c>field</c>; what the page writes itself is kept.</summary>
[HtmlTargetElement("input", TagStructure = TagStructure.WithoutEndTag)]
[HtmlTargetElement("select")]
[HtmlTargetElement("textarea")]
public sealed class FieldControlTagHelper : TagHelper
{
    /// <summary>After the framework's own helpers, which may have set id and name from <c>asp-for</c>.</summary>
    public override int Order => 1000;

    /// <summary>This answer opens the <c>.then</c> of its <c>.if</c>: Razor writes a false <c>data-</c> attribute, which the style sheet would take for a true one.</summary>
    public bool Opens { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Opens)
        {
            output.Attributes.SetAttribute("data-opens", "");
        }

        if (!context.Items.TryGetValue(typeof(FieldControl), out var item) || item is not FieldControl field
            || output.Attributes["type"]?.Value is HtmlString { Value: "hidden" } or "hidden")
        {
            return;
        }

        SetIfAbsent("name", field.Name);
        if (!field.IdIsTaken)
        {
            SetIfAbsent("id", field.Id);
            field.IdIsTaken = true;
        }

        if (field.DescribedBy.Length > 0)
        {
            SetIfAbsent("aria-describedby", field.DescribedBy);
        }

        if (field.IsInvalid && !field.IsGroup)
        {
            SetIfAbsent("aria-invalid", "true");
        }

        void SetIfAbsent(string name, string value)
        {
            if (!output.Attributes.ContainsName(name))
            {
                output.Attributes.SetAttribute(name, value);
            }
        }
    }
}
