using FamiPortal.Domain.Desk;
using FamiPortal.Web.Pages.Shared;

namespace FamiPortal.Web.AgentArea;

/// <summary>A supervisor lets a practitioner of the fund go to another one.</summary>
public sealed class TransfersModel(TransferPractitioner transfer) : TransferPage(transfer, "/agent/supervision/transferts");
