"""Which letters there are, and the template of each."""

from enum import StrEnum
from typing import Final


class TemplateKind(StrEnum):
    """One DOCX template; the value is what `loket letters` calls it."""

    APPROVAL_SUB_DOMAIN = "approval_sub_domain"
    APPROVAL_HOSTING = "approval_hosting"
    APPROVAL_SUB_DOMAIN_HOSTING = "approval_sub_domain_hosting"
    APPROVAL_CHANGE = "approval_change"
    APPROVAL_DEACTIVATION = "approval_deactivation"
    REJECTION = "rejection"
    RETURNED = "returned"
    DISPOSITION = "disposition"
    SERVICE_STATEMENT = "service_statement"
    REQUEST_LETTER = "request_letter"
    REQUEST_FORM = "request_form"


FILES: Final = {
    TemplateKind.APPROVAL_SUB_DOMAIN: "persetujuan_sub_domain.docx",
    TemplateKind.APPROVAL_HOSTING: "persetujuan_hosting.docx",
    TemplateKind.APPROVAL_SUB_DOMAIN_HOSTING: "persetujuan_sub_domain_hosting.docx",
    TemplateKind.APPROVAL_CHANGE: "persetujuan_perubahan.docx",
    TemplateKind.APPROVAL_DEACTIVATION: "persetujuan_penonaktifan.docx",
    TemplateKind.REJECTION: "penolakan.docx",
    TemplateKind.RETURNED: "pengembalian.docx",
    TemplateKind.DISPOSITION: "lembar_disposisi.docx",
    TemplateKind.SERVICE_STATEMENT: "surat_keterangan_layanan.docx",
    TemplateKind.REQUEST_LETTER: "surat_permohonan.docx",
    TemplateKind.REQUEST_FORM: "formulir_pengajuan.docx",
}
"""The shipped template of each kind, in `letter_templates/`."""
