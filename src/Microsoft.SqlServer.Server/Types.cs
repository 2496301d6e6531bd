// The four public types of the missing package that Microsoft.Data.SqlClient binds to at run time (user-defined CLR
// types, which FamiPortal never uses). Without them every SQL Server command that has a parameter fails to load.
namespace Microsoft.SqlServer.Server;

public enum Format
{
    Unknown = 0,
    Native = 1,
    UserDefined = 2,
}

public interface IBinarySerialize
{
    void Read(BinaryReader r);

    void Write(BinaryWriter w);
}

[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, AllowMultiple = false, Inherited = true)]
public sealed class SqlUserDefinedTypeAttribute(Format format) : Attribute
{
    public Format Format { get; } = format;

    public int MaxByteSize { get; set; }

    public bool IsByteOrdered { get; set; }

    public bool IsFixedLength { get; set; }

    public string? Name { get; set; }

    public string? ValidationMethodName { get; set; }
}

public sealed class InvalidUdtException : SystemException
{
    private InvalidUdtException(string message)
        : base(message)
    {
    }

    public static InvalidUdtException Create(Type udtType, string resourceReason) =>
        new($"Le type « {udtType?.FullName} » n'est pas un type SQL défini par l'utilisateur : {resourceReason}.");
}
