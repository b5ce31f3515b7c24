#include "connectors/graphql/decidim_resources.h"

#include <array>
#include <span>

namespace boussole::connectors::graphql {

namespace {

using json::Value;

/// A field of the API and the column of open data that holds the same.
struct Same {
  std::string_view field, column;
  bool localised = false;
};

constexpr std::array kCommon{Same{"id", "id"}, Same{"createdAt", "created_at"}, Same{"updatedAt", "updated_at"},
                             Same{"title", "title", true}, Same{"reference", "reference"}};
constexpr std::array kProposal{Same{"body", "body", true},
                               Same{"state", "state"},
                               Same{"answer", "answer", true},
                               Same{"answeredAt", "answered_at"},
                               Same{"voteCount", "votes"},
                               Same{"endorsementsCount", "endorsements/total_count"},
                               Same{"likesCount", "likes/total_count"},
                               Same{"totalCommentsCount", "comments"},
                               Same{"publishedAt", "published_at"},
                               Same{"withdrawn", "withdrawn"},
                               Same{"withdrawnAt", "withdrawn_at"},
                               Same{"createdInMeeting", "created_in_meeting"},
                               Same{"authorsCount", "coauthorships_count"}};
constexpr std::array kMeeting{Same{"description", "description", true},
                              Same{"startTime", "start_time"},
                              Same{"endTime", "end_time"},
                              Same{"attendeeCount", "attendees"},
                              Same{"contributionCount", "contributions"},
                              Same{"attendingOrganizations", "organizations"},
                              Same{"totalCommentsCount", "comments"},
                              Same{"isWithdrawn", "withdrawn"},
                              Same{"withdrawnAt", "withdrawn_at"},
                              Same{"closed", "closed"},
                              Same{"closingReport", "closing_report", true},
                              Same{"typeOfMeeting", "type_of_meeting"}};
constexpr std::array kProject{Same{"description", "description", true}, Same{"budget_amount", "budget_amount"},
                              Same{"selected", "selected"}, Same{"totalCommentsCount", "comments"}};
constexpr std::array kResult{Same{"description", "description", true},
                             Same{"startDate", "start_date"},
                             Same{"endDate", "end_date"},
                             Same{"progress", "progress"},
                             Same{"childrenCount", "children_count"},
                             Same{"totalCommentsCount", "comments_count"}};
constexpr std::array kDebate{Same{"description", "description", true},
                             Same{"instructions", "instructions", true},
                             Same{"informationUpdates", "information_updates", true},
                             Same{"startTime", "start_time"},
                             Same{"endTime", "end_time"},
                             Same{"totalCommentsCount", "comments"}};
constexpr std::array kPost{Same{"body", "body", true}, Same{"publishedAt", "published_at"},
                           Same{"endorsementsCount", "endorsements_count"}, Same{"likesCount", "likes_count"},
                           Same{"totalCommentsCount", "comments_count"}};
constexpr std::array kPage{Same{"body", "body", true}};
constexpr std::array kSpace{Same{"slug", "slug"},
                            Same{"publishedAt", "published_at"},
                            Same{"subtitle", "subtitle", true},
                            Same{"slogan", "slogan", true},
                            Same{"description", "description", true},
                            Same{"shortDescription", "short_description", true},
                            Same{"announcement", "announcement", true},
                            Same{"developerGroup", "developer_group", true},
                            Same{"purposeOfAction", "purpose_of_action", true},
                            Same{"objectives", "objectives", true},
                            Same{"startDate", "start_date"},
                            Same{"endDate", "end_date"},
                            Same{"signatureStartDate", "signature_start_date"},
                            Same{"signatureEndDate", "signature_end_date"},
                            Same{"state", "state"},
                            Same{"initiativeSupportsCount", "signatures"}};

void put_all(Row& row, const Value& node, std::span<const Same> fields) {
  for (const Same& same : fields) {
    const Value* value = node.find(same.field);
    if (same.localised) {
      row.put_localized(std::string(same.column), value);
    } else {
      row.put(std::string(same.column), value);
    }
  }
}

std::span<const Same> fields_of(Kind kind) {
  switch (kind) {
    case Kind::proposals:
      return kProposal;
    case Kind::meetings:
      return kMeeting;
    case Kind::projects:
      return kProject;
    case Kind::results:
      return kResult;
    case Kind::debates:
      return kDebate;
    case Kind::posts:
      return kPost;
    default:
      return kPage;
  }
}

/// What the model knows of an author is told by an address: the site's root is the organisation, a meeting's page a
/// meeting, "/groups/" a group, anything else a person. The API tells the type; no name and no real address is asked.
class AuthorCells {
 public:
  explicit AuthorCells(const Context& context) : context_(context) {}

  void add(const Value& author) {
    const std::string id = text_of(author.find("id"));
    if (id.empty()) return;
    const bool group = text_of(author.find("__typename")) == "UserGroup";
    const Value* deleted = author.find("deleted");
    const bool gone = deleted != nullptr && deleted->as_bool().value_or(false);
    add(id, gone ? std::string{} : context_.address + (group ? "/groups/" : "/profiles/") + id, gone);
  }
  /// The organisation has no id in the API; open data of a platform of its own has 1.
  void add_organisation() { add("1", context_.address.empty() ? "https://localhost/" : context_.address + "/", false); }
  void add_meeting(const std::string& id, const std::string& path) { add(id, context_.address + path, false); }

  bool empty() const { return ids_.empty(); }
  void put(Row& row) const {
    row.put("author/id", ids_);
    row.put("author/kind", urls_);
    row.put("author/deleted", ids_.empty() ? "" : all_gone_ ? "true" : "false");
  }

 private:
  void add(const std::string& id, const std::string& url, bool gone) {
    if (!ids_.empty()) ids_ += ", ", urls_ += ", ";
    ids_ += id;
    urls_ += url;
    all_gone_ = all_gone_ && gone;
  }

  const Context& context_;
  std::string ids_, urls_;
  bool all_gone_ = true;
};

void put_proposal_authors(Row& row, const Resource& from, const Context& context) {
  const Value* authors = from.node.find("authors");
  const Value* official = from.node.find("official");
  if (authors == nullptr && official == nullptr) return;
  AuthorCells cells(context);
  if (authors != nullptr && authors->as_array() != nullptr)
    for (const Value& author : *authors->as_array())
      if (author.is_object()) cells.add(author);
  const Value* meeting = from.node.find("meeting");
  if (cells.empty() && official != nullptr && official->as_bool().value_or(false)) {
    cells.add_organisation();
  } else if (cells.empty() && meeting != nullptr && meeting->is_object()) {
    const std::string id = text_of(meeting->find("id"));
    cells.add_meeting(id, "/meetings/" + id);
  }
  cells.put(row);
}

/// The API gives people and groups as authors; where it gives nobody, the organisation is.
void put_single_author(Row& row, const Value& node, const Context& context) {
  const Value* author = node.find("author");
  if (author == nullptr) return;
  AuthorCells cells(context);
  if (author->is_object()) {
    cells.add(*author);
  } else {
    cells.add_organisation();
  }
  cells.put(row);
}

/// {"en"=>"Mobility"}, as open data writes the names of taxonomies.
std::string ruby_name(const Value* name) {
  std::string out = "{";
  const Value* translations = name == nullptr ? nullptr : name->find("translations");
  if (translations != nullptr && translations->as_array() != nullptr)
    for (const Value& each : *translations->as_array()) {
      if (out.size() > 1) out += ", ";
      out += '"' + text_of(each.find("locale")) + "\"=>\"";
      for (const char c : text_of(each.find("text"))) {
        if (c == '"' || c == '\\' || c == '#') out += '\\';
        out += c;
      }
      out += '"';
    }
  return out + "}";
}

void put_themes(Row& row, const Value& node) {
  for (const char* theme : {"category", "scope"}) {
    const Value* value = node.find(theme);
    if (value == nullptr) continue;
    const bool there = value->is_object();
    row.put(std::string(theme) + "/id", there ? text_of(value->find("id")) : std::string{});
    if (there) row.put_localized(std::string(theme) + "/name", value->find("name"));
  }
  const Value* taxonomies = node.find("taxonomies");
  if (taxonomies == nullptr) return;
  std::string ids, names;
  if (taxonomies->as_array() != nullptr)
    for (const Value& taxonomy : *taxonomies->as_array()) {
      if (!taxonomy.is_object()) continue;
      if (!ids.empty()) ids += ", ", names += ", ";
      ids += text_of(taxonomy.find("id"));
      names += ruby_name(taxonomy.find("name"));
    }
  row.put("taxonomies/id", ids);
  row.put("taxonomies/name", names);
}

void put_coordinates(Row& row, const Value& node) {
  const Value* coordinates = node.find("coordinates");
  if (coordinates == nullptr) return;
  const bool there = coordinates->is_object();
  row.put("latitude", there ? text_of(coordinates->find("latitude")) : std::string{});
  row.put("longitude", there ? text_of(coordinates->find("longitude")) : std::string{});
}

void put_result(Row& row, const Value& node) {
  if (const Value* parent = node.find("parent")) row.put("parent/id", text_of(parent->find("id")));
  const Value* status = node.find("status");
  if (status == nullptr) return;
  row.put("status/id", text_of(status->find("id")));
  row.put("status/key", text_of(status->find("key")));
  row.put_localized("status/name", status->find("name"));
}

/// An amendment is listed like a proposal; that it is one stands with what it amends.
void put_amendment(Row& row, const Value& node, const Context& context) {
  if (node.find("amendments") == nullptr) return;
  const auto amended = context.amended.find(text_of(node.find("id")));
  const bool is_one = amended != context.amended.end();
  row.put("is_amend", is_one ? "true" : "false");
  row.put("original_proposal/url", is_one ? context.address + amended->second : std::string{});
}

}  // namespace

Row resource_row(const Resource& from, const Context& context) {
  Row row;
  put_all(row, from.node, kCommon);
  put_all(row, from.node, fields_of(from.kind));
  // 0.27 says isWithdrawn of meetings, 0.29 both: the same thing once.
  if (from.kind == Kind::meetings && from.node.find("isWithdrawn") == nullptr)
    row.put("withdrawn", from.node.find("withdrawn"));
  const std::string id = text_of(from.node.find("id"));
  const std::string path = from.place.path(name_of(from.kind), id);
  row.put("component/id", from.place.component);
  if (from.kind != Kind::results)  // open data of results name no space either: their address does
    row.put("participatory_space/url", from.place.space.empty() ? std::string{} : context.address + from.place.space);
  row.put("url", path.empty() ? std::string{} : context.address + path);
  if (from.kind == Kind::proposals) {
    put_proposal_authors(row, from, context);
    put_amendment(row, from.node, context);
  } else {
    put_single_author(row, from.node, context);
  }
  put_themes(row, from.node);
  put_coordinates(row, from.node);
  if (from.kind == Kind::results) put_result(row, from.node);
  if (from.budget != nullptr) {
    row.put("budget/id", from.budget->find("id"));
    row.put("budget/total", from.budget->find("total_budget"));
  }
  return row;
}

Row space_row(const SpaceFamily& family, const Value& space, const Context& context) {
  Row row;
  put_all(row, space, kCommon);
  put_all(row, space, kSpace);
  const std::string path = space_path(family, space);
  row.put("url", path.empty() ? std::string{} : context.address + path);
  if (family.kind != Kind::initiatives) return row;
  const Value* author = space.find("author");
  if (author != nullptr && author->is_object()) row.put("authors/id", text_of(author->find("id")));
  return row;
}

}  // namespace boussole::connectors::graphql
