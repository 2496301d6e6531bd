-- The portal's own database and login; can be run again (a new password is taken over). sqlcmd replaces $(PORTAL_PASSWORD).
IF DB_ID(N'famiportal') IS NULL
    CREATE DATABASE famiportal;
GO
IF (SELECT is_read_committed_snapshot_on FROM sys.databases WHERE name = N'famiportal') = 0
    ALTER DATABASE famiportal SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE;
GO
IF SUSER_ID(N'famiportal') IS NULL
    CREATE LOGIN famiportal WITH PASSWORD = N'$(PORTAL_PASSWORD)', DEFAULT_DATABASE = famiportal;
ELSE
    ALTER LOGIN famiportal WITH PASSWORD = N'$(PORTAL_PASSWORD)';
GO
USE famiportal;
GO
IF USER_ID(N'famiportal') IS NULL
    CREATE USER famiportal FOR LOGIN famiportal;
ALTER ROLE db_owner ADD MEMBER famiportal; -- it applies its own migrations
GO
