using FamiPortal.Domain.Demonstration;

namespace FamiPortal.TestKit;

/// <summary>Small files that are what they say.</summary>
public static class SampleFiles
{
    public static byte[] Pdf(string line = "Facture fictive") => PlainPdf.Page(line, "Logiciel : Exemple Kiné 5.0, DMP compatible");

    /// <summary>A browser's own 16 × 12 PNG.</summary>
    public static byte[] Png() => Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAABAAAAAMCAYAAABr5z2BAAAAQ0lEQVR4AdyQsQ0AIAgEP4yjE+kQOotLuJHzaP8FFpCQQHIFzf/lpZVxLQiM5x"
        + "+wz4IGC/sbcMPvz2jQ64QGbxK/wQMAAP//yudZ1wAAAAZJREFUAwDfVjcZVAiYVwAAAABJRU5ErkJggg==");

    /// <summary>A browser's own 16 × 12 JPEG.</summary>
    public static byte[] Jpeg() => Convert.FromBase64String(
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeX"
        + "BkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAAM"
        + "ABADASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAIF/8QAIRAAAAUEAgMAAAAAAAAAAAAAAQIEERIAAxMUBQYxUXH/xAAVAQEBAAAAAA"
        + "AAAAAAAAAAAAADBP/EABcRAQEBAQAAAAAAAAAAAAAAABEAARL/2gAMAwEAAhEDEQA/AJ6xwibmNnZPdLihHGIA7v5cB9U7Pwibh9bWPdNlnLII"
        + "CzN4YA91jp1alLLWUXbMmljOJX+tRQrUqo7Ki7ei8chxM3x6qN6Wc1v/2Q==");

    /// <summary>The start of a Windows program, under whatever name.</summary>
    public static byte[] Exe() => [.. "MZ"u8, .. new byte[4094]];
}
