# The portal and its command line (fami) on the .NET runtime, without a shell account, writing to /app/data only.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src/ src/
RUN dotnet publish src/FamiPortal.Cli -c Release -o /app -p:UseAppHost=false -p:PublishDocumentationFiles=false \
 && dotnet publish src/FamiPortal.Web -c Release -o /app -p:UseAppHost=false -p:PublishDocumentationFiles=false \
 && mkdir /app/data

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
# The programs that evidence is opened with: docs/operations.md says what each is for.
RUN apt-get update \
 && apt-get install -y --no-install-recommends p7zip-full poppler-utils tesseract-ocr tesseract-ocr-fra \
 && rm -rf /var/lib/apt/lists/*
COPY --from=build /app ./
# Database file (SQLite), evidence, keys and logs. A new volume takes the owner of this folder.
RUN chown "$APP_UID" /app/data
USER $APP_UID
VOLUME /app/data
ENV ASPNETCORE_HTTP_PORTS=8080 \
    DOTNET_EnableDiagnostics=0
EXPOSE 8080
# The image has no curl; bash opens the connection itself.
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/live HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
ENTRYPOINT ["dotnet"]
CMD ["FamiPortal.Web.dll"]
