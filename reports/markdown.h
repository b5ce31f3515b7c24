#pragma once

#include <string>
#include <string_view>

#include "criteria/criteria.h"
#include "engine/audit.h"
#include "reports/options.h"

namespace boussole::reports {

/// The scorecard as GitHub-flavoured Markdown: same figures, words and order as the page, without the charts.
std::string write_markdown(const engine::Audit& audit, const criteria::CriteriaSet& set, const Options& options);

/// Text as Markdown shows it literally: no markup, no HTML, one line, safe inside a table cell.
std::string markdown_text(std::string_view text);

}  // namespace boussole::reports
