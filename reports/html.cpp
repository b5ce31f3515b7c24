#include "reports/html.h"

#include "reports/html/findings.h"
#include "reports/html/sections.h"

namespace boussole::reports {

std::string write_html(const engine::Audit& audit, const criteria::CriteriaSet& set, const Options& options) {
  const html::View view{audit, set, options};
  html::Page page{Typography(options.language)};
  html::write_head(page, view);
  html::write_summary(page, view);
  html::write_chart(page, view);
  html::write_people(page, view);
  html::write_opinions(page, view);
  html::write_budgets(page, view);
  html::write_table(page, view);
  html::write_indicators(page, view);
  html::write_spaces(page, view);
  html::write_replies(page, view);
  html::write_other_sets(page, view);
  html::write_unread(page, view);
  html::write_method(page, view);
  html::write_declarations(page, view);
  return page.take();
}

}  // namespace boussole::reports
