#pragma once

#include <optional>
#include <string>

#include "criteria/criteria.h"
#include "engine/audit.h"
#include "reports/html/page.h"
#include "reports/options.h"
#include "reports/reading.h"

/// The sections of the page, in their order. Each writes itself whole, or nothing when it has nothing to say.
namespace boussole::reports::html {

/// What every section reads.
struct View {
  const engine::Audit& audit;
  const criteria::CriteriaSet& set;
  const Options& options;
};

void write_head(Page& page, const View& view);     ///< from <!doctype> to the page's navigation
void write_summary(Page& page, const View& view);  ///< the sentence, what holds, what does not, the three readers
void write_chart(Page& page, const View& view);    ///< dot-and-interval rows, grouped by axis
void write_table(Page& page, const View& view);    ///< the same as a table
void write_indicators(Page& page, const View& view);
void write_spaces(Page& page, const View& view);
void write_other_sets(Page& page, const View& view);
void write_unread(Page& page, const View& view);
void write_capabilities(Page& page, const View& view);  ///< what the sources give, and how they were merged
void write_replies(Page& page, const View& view);  ///< the right of reply, where anything was said
void write_method(Page& page, const View& view);
void write_declarations(Page& page, const View& view);  ///< and the end of the page

/// The frame of every page. The first writes from <!doctype> to the title, inside <div class="mast"> (to be closed); the
/// second goes from the navigation to the content; the last ends the page. Subject, name and tool are final texts.
void write_page_start(Page& page, const std::string& subject, const std::string& name, const char* more_style = "",
                      const char* more_head = "");
void write_content_start(Page& page);
void write_page_end(Page& page, const std::string& tool);

/// The dots and intervals that several sections draw.

/// The patterns that the marks refer to: once a page, before any mark.
void write_mark_patterns(Page& page);

/// One row of the 0-100 axis as an SVG with role=img, a title and a description. A result without a score gets a
/// hatched band. `name` is the row's accessible name.
void write_mark(Page& page, const engine::IndicatorResult& result, const std::string& name);

/// The evidence and the replies of one indicator of the platform, where there are any.
void write_indicator_claims(Page& page, const View& view, const engine::IndicatorResult& result);
bool has_replies(const View& view);

/// What is inside such an SVG: the axis, the interval and the dot at shares of its width; a hatched band without value.
void write_track(Page& page, std::optional<double> value, std::optional<double> low, std::optional<double> high,
                 Reading reading);

enum class RowLink { none, to_indicator };

/// A list item: name, mark, reading, value and n on the 0-100 axis; the reason under the name where there is no score.
void write_result_row(Page& page, const View& view, const engine::IndicatorResult& result, RowLink link);

/// Whether the reason for no figure is the very text of what would feed the indicator.
bool reason_is_what_would_feed(const View& view, const engine::IndicatorResult& result);

/// The reason for no figure; "to be provided: …" where it only names what would feed the indicator.
void write_reason(Page& page, const View& view, const engine::IndicatorResult& result);

/// A file of the audit as it is named on the page: without its archive where there is only one.
std::string file_name(const View& view, const std::string& file);

/// The reading's word with the sign that the chart uses for it.
void write_reading(Page& page, const engine::IndicatorResult& result);

/// The legend of the marks.
void write_legend(Page& page, bool contested);

/// "63 (51 à 72)" out of 100, or a dash.
void write_score(Page& page, const engine::IndicatorResult& result);

/// Value in its unit, or a dash.
void write_value(Page& page, const engine::IndicatorResult& result);

/// The name of an indicator, typeset (not escaped).
std::string name_in(const Page& page, const engine::IndicatorResult& result, const criteria::CriteriaSet& set);

/// The language that the titles of the platform are in, when it is not the page's and is known: " lang=\"ca\"".
void write_foreign_language(Page& page, const View& view);

const char* style_sheet();

}  // namespace boussole::reports::html
