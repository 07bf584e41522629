/// How a report looks, on a screen and on A4.
enum ReportStyle {
  /// The style sheet; fonts are whatever the machine has.
  static let sheet = """
    @page { size: A4; margin: 15mm 16mm 17mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #555; } }
    :root { color-scheme: light; }
    * { box-sizing: border-box; }
    html { background: #fff; color: #111; font: 10.5pt/1.45 system-ui, "Segoe UI", "Liberation Sans", "DejaVu Sans", sans-serif; }
    body { margin: 0; }
    main { max-width: 178mm; margin: 0 auto; padding: 10mm 4mm; overflow-wrap: anywhere; }
    h1 { font-size: 18pt; line-height: 1.2; margin: 0 0 4mm; }
    h2 { font-size: 13pt; line-height: 1.25; margin: 6mm 0 2mm; padding-bottom: 1mm; border-bottom: 0.4mm solid #1d4f73; color: #123a56; }
    h3 { font-size: 11pt; margin: 6mm 0 1.5mm; }
    h4 { font-size: 10.5pt; margin: 4mm 0 1mm; color: #333; }
    h1, h2, h3, h4 { break-after: avoid; }
    p { margin: 0 0 2.5mm; }
    p.text { white-space: pre-line; }
    p.empty { color: #555; font-style: italic; }
    p.warning { border: 0.6mm solid #a40000; color: #a40000; font-weight: 700; padding: 2mm 3mm; margin: 0 0 4mm; }
    ul { margin: 0 0 3mm; padding-left: 5mm; }
    ul.remarks { background: #fff7dc; border: 0.3mm solid #d9c27a; padding: 2mm 3mm 2mm 8mm; margin-bottom: 5mm; }
    table { border-collapse: collapse; width: 100%; margin: 0 0 3mm; }
    th, td { vertical-align: top; text-align: start; padding: 1mm 2mm; }
    table.facts th { width: 34%; font-weight: 600; color: #333; padding-left: 0; }
    table.facts td { white-space: pre-line; }
    table.facts tr { border-bottom: 0.2mm solid #e3e3e3; break-inside: avoid; }
    table.rows { font-size: 9.5pt; }
    table.rows thead { display: table-header-group; }
    table.rows thead th { border-bottom: 0.4mm solid #555; font-weight: 600; vertical-align: bottom; }
    table.rows td { border-bottom: 0.2mm solid #ddd; white-space: pre-line; }
    table.rows tr { break-inside: avoid; }
    tr.total td { font-weight: 700; border-top: 0.3mm solid #555; }
    th.number, td.number { text-align: right; font-variant-numeric: tabular-nums; }
    table.rows td.number, table.rows td.code, th.number, th.code { white-space: pre; }
    td.code { font-variant-numeric: tabular-nums; overflow-wrap: normal; }
    a { color: #123a56; }
    .blank { display: inline-block; width: 100%; min-width: 30mm; height: 1.3em; border-bottom: 0.25mm solid #555; }
    .signature { display: flex; flex-wrap: wrap; gap: 2mm 8mm; margin: 4mm 0 4mm; break-inside: avoid; }
    .signature p { flex: 1 1 40%; margin: 0; font-size: 9pt; color: #333; }
    .signature span { display: block; height: 11mm; border-bottom: 0.25mm solid #111; margin-bottom: 1mm; }
    p.stamp { width: 70mm; height: 38mm; border: 0.3mm dashed #777; padding: 2mm; font-size: 9pt; color: #555; break-inside: avoid; }
    .notes { font-size: 9.5pt; }
    @media print {
      main { max-width: none; padding: 0; }
      ul.remarks { display: none; }
      section.page { break-before: page; }
      a { color: inherit; text-decoration: none; }
    }
    @media screen { section.page { margin-top: 14mm; border-top: 0.6mm dashed #aaa; padding-top: 6mm; } }
    """
}
