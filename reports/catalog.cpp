#include "reports/catalog.h"

#include <array>

#include "reports/csv.h"
#include "reports/findings_table.h"
#include "reports/html.h"
#include "reports/json.h"
#include "reports/audit_sheets.h"
#include "reports/markdown.h"

namespace boussole::reports {

std::span<const Format> formats() {
  static const std::array<Format, 6> kFormats = {{
      {"html", "scorecard.html", {"la page à lire et à imprimer", "the page to read and print"}, write_html},
      {"json",
       "audit.json",
       {"le document complet, pour les programmes", "the whole document, for programs"},
       write_json},
      {"csv",
       "indicators.csv",
       {"une ligne par indicateur et par espace", "one row an indicator and space"},
       write_csv},
      {"findings",
       "findings.csv",
       {"une ligne par chiffre des pages sur les personnes, les avis et les budgets ; écrit avec csv",
        "one row a figure of the pages on people, opinions and budgets; written with csv"},
       write_findings_csv,
       "csv"},
      {"md",
       "scorecard.md",
       {"la page en texte, pour un wiki ou un dépôt", "the page as text, for a wiki or a repository"},
       write_markdown},
      {"xlsx",
       "audit.xlsx",
       {"le classeur, une feuille par tableau", "the workbook, one sheet a table"},
       write_audit_xlsx},
  }};
  return kFormats;
}

const Format* find_format(std::string_view id) {
  for (const Format& format : formats())
    if (format.id == id) return &format;
  return nullptr;
}

}  // namespace boussole::reports
