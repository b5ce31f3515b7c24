#include "reports/html/sections.h"

namespace boussole::reports::html {

bool reason_is_what_would_feed(const View& view, const engine::IndicatorResult& result) {
  const criteria::Indicator* known = view.set.find(result.id);
  return known != nullptr && result.reason && result.reason->text == known->fed_by;
}

void write_reason(Page& page, const View& view, const engine::IndicatorResult& result) {
  if (!result.reason) return;
  if (reason_is_what_would_feed(view, result)) page.words({"À fournir", "To be provided"}).colon();
  page.words(result.reason->text);
}

std::string name_in(const Page& page, const engine::IndicatorResult& result, const criteria::CriteriaSet& set) {
  return name_of(page.type(), {&result, set.find(result.id)});
}

std::string file_name(const View& view, const std::string& file) {
  const auto archive_of = [](const std::string& name) { return name.substr(0, name.find('!')); };
  const std::size_t mark = file.find('!');
  if (mark == std::string::npos) return file;
  for (const engine::SourceRecord& source : view.audit.sources)
    if (source.file.find('!') != std::string::npos && archive_of(source.file) != archive_of(file)) return file;
  return file.substr(mark + 1);
}

void write_foreign_language(Page& page, const View& view) {
  const auto& locales = view.audit.parameters.locales;
  if (locales.size() != 1 || locales.front().empty() || locales.front() == page.type().tag()) return;
  page.html(" lang=\"").text(locales.front()).html("\"");
}

}  // namespace boussole::reports::html
