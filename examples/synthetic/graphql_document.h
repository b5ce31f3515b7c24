#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/json/writer.h"
#include "examples/synthetic/graphql.h"

/// Private to the two files that write the document: what it is made of.
namespace boussole::synthetic::graphql {

using Node = json::Value;

inline Node number(std::int64_t value) {
  return Node(json::Number{static_cast<double>(value), value, std::to_string(value)});
}
inline Node text(std::string value) { return Node(std::move(value)); }
inline Node truth(bool value) { return Node(value); }
inline Node id_of(Id id) { return text(std::to_string(id)); }

/// "2023-05-02T16:20:06Z".
inline Node moment(Time time) {
  std::string written = unzoned(time);
  written[10] = 'T';
  return text(written + "Z");
}
inline Node moment(const std::optional<Time>& time) { return time ? moment(*time) : Node(); }
inline Node day(const std::optional<Time>& time) { return time ? text(date(*time, Zone::utc)) : Node(); }

inline Node localized(const Localized& texts) {
  json::Array translations;
  json::Array locales;
  for (const LocalText& each : texts) {
    json::Object one;
    one.append("locale", text(each.locale));
    one.append("text", text(each.text));
    one.append("machineTranslated", truth(false));
    translations.emplace_back(std::move(one));
    locales.push_back(text(each.locale));
  }
  json::Object field;
  field.append("locales", Node(std::move(locales)));
  field.append("translations", Node(std::move(translations)));
  return Node(std::move(field));
}

inline std::string prose(const std::vector<std::string>& paragraphs, bool html) {
  std::string out;
  for (const std::string& paragraph : paragraphs) {
    if (!out.empty()) out += html ? "\n" : "\n\n";
    out += html ? "<p>" + paragraph + "</p>" : paragraph;
  }
  return out;
}

class Document {
 public:
  Document(const Platform& platform, const ExportOptions& options);

  std::string run();

 private:
  static std::string_view type_name(ComponentKind kind) {
    switch (kind) {
      case ComponentKind::proposals:
        return "Proposals";
      case ComponentKind::meetings:
        return "Meetings";
      case ComponentKind::accountability:
        return "Accountability";
      case ComponentKind::budgets:
        return "Budgets";
      case ComponentKind::debates:
        return "Debates";
      case ComponentKind::blogs:
        return "Blogs";
      case ComponentKind::pages:
        return "Pages";
      case ComponentKind::surveys:
        break;
    }
    return "Surveys";
  }

  static std::string_view type_name(SpaceKind kind) {
    switch (kind) {
      case SpaceKind::assembly:
        return "Assembly";
      case SpaceKind::conference:
        return "Conference";
      case SpaceKind::initiative:
        return "Initiative";
      case SpaceKind::process:
        break;
    }
    return "ParticipatoryProcess";
  }

  Node organization() const;

  Node taxonomy(Index at, bool children) const;

  Node space(Index at) const;

  /// Three steps over the time of the space: to propose, to discuss, to decide.
  Node steps(const Space& space) const;

  Node component_head(const Component& component) const;

  template <class Row>
  json::Array rows_of(Index component, const std::vector<Row>& rows, Node (Document::*node)(Index) const) const {
    json::Array out;
    for (Index i = 0; i < rows.size(); ++i)
      if (rows[i].component == component) out.push_back((this->*node)(i));
    return out;
  }

  Node component(Index at) const;

  Node person(Index at) const;

  /// An author that the interface shows: a person or a group. Nothing for the organisation and for a meeting.
  Node author(const Author& author) const;

  Node theme(const std::optional<Index>& at) const;

  void add_themes(json::Object& out, const std::optional<Index>& category, const std::optional<Index>& scope) const;

  void add_comments(json::Object& out, Subject subject, Index root) const;

  Node comment(Index at) const;

  void add_coordinates(json::Object& out, const std::optional<std::int64_t>& latitude,
                       const std::optional<std::int64_t>& longitude) const;

  Node proposal(Index at) const;

  void add_proposal_authors(json::Object& out, const Proposal& p) const;

  Node meeting(Index at) const;

  Node result(Index at) const;

  Node budgets(Index component) const;
  Node surveys(Index component) const;

  Node debate(Index at) const;

  Node post(Index at) const;

  Node page(Index at) const;

  const Platform& platform_;
  ExportOptions options_;
  std::map<std::pair<Subject, Index>, std::vector<Index>> threads_;
  std::map<std::pair<Subject, Index>, std::int64_t> counts_;
  std::map<Index, std::vector<Index>> replies_, amendments_;
};

}  // namespace boussole::synthetic::graphql
