using FamiPortal.Domain.Desk;
using FamiPortal.Web.Pages.Shared;

namespace FamiPortal.Web.AdminArea;

/// <summary>An administrator moves a practitioner from one fund to another.</summary>
public sealed class TransfersModel(TransferPractitioner transfer) : TransferPage(transfer, "/admin/transferts");
