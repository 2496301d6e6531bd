using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace FamiPortal.Web.Tests;

/// <summary>
/// What a person does without JavaScript: open a page, fill its form, send it. Forms are read from the page, hidden fields
/// and anti-forgery token included, and sent as a browser would.
/// </summary>
public sealed class Browser(HttpClient client)
{
    public HttpClient Client => client;

    public async Task<Answer> GetAsync(string url) => await ReadAsync(await client.GetAsync(new Uri(url, UriKind.RelativeOrAbsolute)));

    /// <summary>Sends a form of the page; <paramref name="values"/> replace or add to what the page holds.</summary>
    /// <param name="page">An answer that holds the form.</param>
    /// <param name="form">CSS selector of the form.</param>
    /// <param name="values">Name and value pairs.</param>
    public async Task<Answer> SubmitAsync(Answer page, string form, params (string Name, string Value)[] values)
    {
        var (target, fields) = Fill(page, form, values);
        using var content = new FormUrlEncodedContent(fields);
        return await ReadAsync(await client.PostAsync(target, content));
    }

    /// <summary>Sends a form that takes files (<c>multipart/form-data</c>).</summary>
    public async Task<Answer> SendAsync(
        Answer page, string form, (string Name, string FileName, byte[] Content)[] files, params (string Name, string Value)[] values)
    {
        var (target, fields) = Fill(page, form, values);
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            content.Add(new StringContent(value), name);
        }

        foreach (var (name, fileName, bytes) in files)
        {
            content.Add(new ByteArrayContent(bytes), name, fileName);
        }

        return await ReadAsync(await client.PostAsync(target, content));
    }

    private static (Uri Target, IEnumerable<KeyValuePair<string, string>> Fields) Fill(Answer page, string form, (string Name, string Value)[] values)
    {
        var element = page.Html.QuerySelector(form) as IHtmlFormElement ?? throw new InvalidOperationException($"No form {form} on {page.Url}.");
        var fields = element.QuerySelectorAll("input[name], textarea[name], select[name]").SelectMany(Read)
            .Where(field => values.All(value => value.Name != field.Key))
            .Concat(values.Select(value => KeyValuePair.Create(value.Name, value.Value)));
        return (new Uri(page.Url, element.GetAttribute("action") ?? ""), fields);
    }

    public async Task<Answer> SignInAsync(string email, string password, string query = "") => await SubmitAsync(
        await GetAsync("/connexion" + query), "form[method=post]:not([action*=handler])", ("Form.Email", email), ("Form.Password", password));

    private static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        return new Answer(response, await new HtmlParser().ParseDocumentAsync(text));
    }

    private static IEnumerable<KeyValuePair<string, string>> Read(AngleSharp.Dom.IElement control) => control switch
    {
        IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } or IHtmlInputElement { Type: "file" } => [],
        IHtmlInputElement input => [new(input.Name!, input.Value)],
        IHtmlTextAreaElement area => [new(area.Name!, area.Value)],
        IHtmlSelectElement { Value: { } value } select => [new(select.Name!, value)],
        _ => [],
    };
}

/// <summary>A response and, when it is a page, its document.</summary>
public sealed record Answer(HttpResponseMessage Response, IHtmlDocument Html)
{
    public HttpStatusCode Status => Response.StatusCode;

    public Uri Url => Response.RequestMessage!.RequestUri!;

    /// <summary>Where the redirect leads, path and query.</summary>
    public string? Location => Response.Headers.Location is { } uri ? (uri.IsAbsoluteUri ? uri.PathAndQuery : uri.ToString()) : null;

    public string Heading => Html.QuerySelector("h1")?.TextContent ?? "";

    public string Text => Html.Body?.TextContent ?? "";

    public string? Header(string name) => Response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}
