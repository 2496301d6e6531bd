var app = WebApplication.CreateBuilder(args).Build();
app.MapGet("/", () => "FamiPortal");
await app.RunAsync();
