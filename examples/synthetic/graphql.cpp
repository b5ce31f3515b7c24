#include "examples/synthetic/graphql.h"

#include <algorithm>
#include <functional>
#include <map>

#include "engine/json/writer.h"

namespace boussole::synthetic {
namespace {

using Node = json::Value;

Node number(std::int64_t value) { return Node(json::Number{static_cast<double>(value), value, std::to_string(value)}); }
Node text(std::string value) { return Node(std::move(value)); }
Node truth(bool value) { return Node(value); }
Node id_of(Id id) { return text(std::to_string(id)); }

/// "2023-05-02T16:20:06Z".
Node moment(Time time) {
  std::string written = unzoned(time);
  written[10] = 'T';
  return text(written + "Z");
}
Node moment(const std::optional<Time>& time) { return time ? moment(*time) : Node(); }
Node day(const std::optional<Time>& time) { return time ? text(date(*time, Zone::utc)) : Node(); }

Node localized(const Localized& texts) {
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

std::string prose(const std::vector<std::string>& paragraphs, bool html) {
  std::string out;
  for (const std::string& paragraph : paragraphs) {
    if (!out.empty()) out += html ? "\n" : "\n\n";
    out += html ? "<p>" + paragraph + "</p>" : paragraph;
  }
  return out;
}

class Document {
 public:
  Document(const Platform& platform, const ExportOptions& options) : platform_(platform), options_(options) {
    for (Index i = 0; i < platform_.comments.size(); ++i) {
      const Comment& comment = platform_.comments[i];
      if (!shown(platform_, comment)) continue;
      if (comment.parent) {
        replies_[*comment.parent].push_back(i);
      } else {
        threads_[{comment.on, comment.root}].push_back(i);
      }
      ++counts_[{comment.on, comment.root}];
    }
    for (Index i = 0; i < platform_.proposals.size(); ++i)
      if (platform_.proposals[i].amends && shown(platform_, platform_.proposals[i]))
        amendments_[*platform_.proposals[i].amends].push_back(i);
  }

  std::string run() {
    json::Object root;
    root.append("organization", organization());
    const std::pair<const char*, SpaceKind> kinds[] = {{"participatoryProcesses", SpaceKind::process},
                                                       {"assemblies", SpaceKind::assembly},
                                                       {"conferences", SpaceKind::conference},
                                                       {"initiatives", SpaceKind::initiative}};
    for (const auto& [name, kind] : kinds) {
      json::Array spaces;
      for (Index i = 0; i < platform_.spaces.size(); ++i)
        if (platform_.spaces[i].kind == kind && shown(platform_, platform_.spaces[i])) spaces.push_back(space(i));
      root.append(name, Node(std::move(spaces)));
    }
    json::Object components;
    for (Index i = 0; i < platform_.components.size(); ++i)
      if (shown(platform_, platform_.components[i]))
        components.append(std::to_string(platform_.components[i].id), component(i));
    json::Object document;
    document.append("root", Node(std::move(root)));
    document.append("components", Node(std::move(components)));
    json::Writer out;
    out.value(Node(std::move(document)));
    return out.take();
  }

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

  Node organization() const {
    json::Object out;
    json::Array stats, taxonomies;
    const auto stat = [&](const char* name, std::int64_t value) {
      json::Object one;
      one.append("name", text(name));
      one.append("value", number(value));
      stats.emplace_back(std::move(one));
    };
    stat("proposals_count", std::count_if(platform_.proposals.begin(), platform_.proposals.end(),
                                          [&](const Proposal& p) { return shown(platform_, p); }));
    for (Index i = 0; i < platform_.taxonomies.size(); ++i)
      if (!platform_.taxonomies[i].parent) taxonomies.push_back(taxonomy(i, true));
    out.append("stats", Node(std::move(stats)));
    out.append("taxonomies", Node(std::move(taxonomies)));
    return Node(std::move(out));
  }

  Node taxonomy(Index at, bool children) const {
    const Taxonomy& theme = platform_.taxonomies[at];
    json::Object out;
    out.append("id", id_of(theme.id));
    out.append("name", localized(theme.name));
    out.append("isRoot", truth(!theme.parent));
    if (!children) return Node(std::move(out));
    json::Array below;
    for (Index i = 0; i < platform_.taxonomies.size(); ++i)
      if (platform_.taxonomies[i].parent == at) below.push_back(taxonomy(i, true));
    out.append("children", Node(std::move(below)));
    return Node(std::move(out));
  }

  Node space(Index at) const {
    const Space& space = platform_.spaces[at];
    json::Object out;
    out.append("__typename", text(std::string(type_name(space.kind))));
    out.append("id", id_of(space.id));
    out.append("slug", text(space.slug));
    out.append("title", localized(space.title));
    out.append("subtitle", localized(space.subtitle));
    out.append("slogan", localized(space.subtitle));
    out.append("shortDescription", localized(space.short_description));
    out.append("description", localized(space.description));
    out.append("announcement", localized({}));
    out.append("developerGroup", localized({}));
    out.append("purposeOfAction", localized({}));
    out.append("objectives", localized(space.description));
    out.append("createdAt", moment(space.created));
    out.append("updatedAt", moment(space.updated));
    out.append("publishedAt", moment(space.published));
    out.append("startDate", day(space.start));
    out.append("endDate", day(space.end));
    out.append("signatureStartDate", day(space.start));
    out.append("signatureEndDate", day(space.end));
    out.append("state", text(space.state));
    out.append("initiativeSupportsCount", number(space.signatures + space.offline_signatures));
    out.append("onlineVotes", number(space.signatures));
    out.append("offlineVotes", number(space.offline_signatures));
    out.append("author", space.authors.empty() ? Node() : person(space.authors.front()));
    out.append("steps", steps(space));
    json::Array components;
    for (const Component& component : platform_.components)
      if (component.space == at && shown(platform_, component)) components.push_back(component_head(component));
    out.append("components", Node(std::move(components)));
    return Node(std::move(out));
  }

  /// Three steps over the time of the space: to propose, to discuss, to decide.
  Node steps(const Space& space) const {
    json::Array out;
    if (!space.start || !space.end) return Node(std::move(out));
    const Time third = (*space.end - *space.start) / 3;
    const char* titles[] = {"Dépôt des propositions", "Discussion", "Décision"};
    for (int i = 0; i < 3; ++i) {
      json::Object step;
      step.append("id", id_of(space.id * 10 + i));
      step.append("position", number(i));
      step.append("active", truth(i == 2));
      step.append("title", localized({{platform_.locales.front(), titles[i]}}));
      step.append("startDate", day(*space.start + i * third));
      step.append("endDate", day(*space.start + (i + 1) * third));
      out.emplace_back(std::move(step));
    }
    return Node(std::move(out));
  }

  Node component_head(const Component& component) const {
    json::Object out;
    const std::string type(type_name(component.kind));
    out.append("__typename", text(type));
    out.append("id", id_of(component.id));
    out.append("weight", number(0));
    out.append("name", localized({{platform_.locales.front(), type}}));
    return Node(std::move(out));
  }

  template <class Row>
  json::Array rows_of(Index component, const std::vector<Row>& rows, Node (Document::*node)(Index) const) const {
    json::Array out;
    for (Index i = 0; i < rows.size(); ++i)
      if (rows[i].component == component) out.push_back((this->*node)(i));
    return out;
  }

  Node component(Index at) const {
    const Component& component = platform_.components[at];
    Node head = component_head(component);
    json::Object out = *head.as_object();
    switch (component.kind) {
      case ComponentKind::proposals: {
        json::Array proposals;
        for (Index i = 0; i < platform_.proposals.size(); ++i)
          if (platform_.proposals[i].component == at && shown(platform_, platform_.proposals[i]))
            proposals.push_back(proposal(i));
        out.append("proposals", Node(std::move(proposals)));
        break;
      }
      case ComponentKind::meetings:
        out.append("meetings", Node(rows_of(at, platform_.meetings, &Document::meeting)));
        break;
      case ComponentKind::accountability:
        out.append("results", Node(rows_of(at, platform_.results, &Document::result)));
        break;
      case ComponentKind::budgets:
        out.append("budgets", budgets(at));
        break;
      case ComponentKind::debates:
        out.append("debates", Node(rows_of(at, platform_.debates, &Document::debate)));
        break;
      case ComponentKind::blogs:
        out.append("posts", Node(rows_of(at, platform_.posts, &Document::post)));
        break;
      case ComponentKind::pages:
        out.append("pages", Node(rows_of(at, platform_.pages, &Document::page)));
        break;
      case ComponentKind::surveys:
        out.append("surveys", Node(json::Array{}));
        break;
    }
    return Node(std::move(out));
  }

  Node person(Index at) const {
    const Person& who = platform_.people[at];
    json::Object out;
    out.append("__typename", text("User"));
    out.append("id", id_of(who.id));
    out.append("deleted", truth(who.deleted));
    return Node(std::move(out));
  }

  /// An author that the interface shows: a person or a group. Nothing for the organisation and for a meeting.
  Node author(const Author& author) const {
    if (author.kind == Author::Kind::person) return person(author.person);
    if (author.kind != Author::Kind::group) return Node();
    if (options_.generation >= Generation::v0_31) return person(author.person);
    json::Object out;
    out.append("__typename", text("UserGroup"));
    out.append("id", id_of(platform_.groups[author.of].id));
    out.append("deleted", truth(false));
    return Node(std::move(out));
  }

  Node theme(const std::optional<Index>& at) const { return at ? taxonomy(*at, false) : Node(); }

  void add_themes(json::Object& out, const std::optional<Index>& category, const std::optional<Index>& scope) const {
    out.append("category", theme(category));
    out.append("scope", theme(scope));
    json::Array both;
    for (const auto& each : {category, scope})
      if (each) both.push_back(taxonomy(*each, false));
    out.append("taxonomies", Node(std::move(both)));
  }

  void add_comments(json::Object& out, Subject subject, Index root) const {
    const auto found = counts_.find({subject, root});
    out.append("totalCommentsCount", number(found == counts_.end() ? 0 : found->second));
    json::Array list;
    if (const auto thread = threads_.find({subject, root}); thread != threads_.end())
      for (const Index each : thread->second) list.push_back(comment(each));
    out.append("comments", Node(std::move(list)));
  }

  Node comment(Index at) const {
    const Comment& comment = platform_.comments[at];
    json::Object out;
    out.append("__typename", text("Comment"));
    out.append("id", id_of(comment.id));
    out.append("type", text("Decidim::Comments::Comment"));
    out.append("body", text(prose(comment.paragraphs, options_.html_bodies)));
    out.append("createdAt", moment(comment.created));
    out.append("alignment", number(comment.alignment));
    out.append("upVotes", number(comment.id % 5));
    out.append("downVotes", number(comment.id % 3));
    out.append("author", person(comment.author));
    json::Array list;
    if (const auto found = replies_.find(at); found != replies_.end())
      for (const Index each : found->second) list.push_back(this->comment(each));
    out.append("hasComments", truth(!list.empty()));
    out.append("totalCommentsCount", number(static_cast<std::int64_t>(list.size())));
    out.append("comments", Node(std::move(list)));
    return Node(std::move(out));
  }

  void add_coordinates(json::Object& out, const std::optional<std::int64_t>& latitude,
                       const std::optional<std::int64_t>& longitude) const {
    if (!latitude || !longitude) return out.append("coordinates", Node());
    const auto degrees = [](std::int64_t millionths) {
      const double value = static_cast<double>(millionths) / 1e6;
      return Node(json::Number{value, std::nullopt, json::shortest(value)});
    };
    json::Object place;
    place.append("latitude", degrees(*latitude));
    place.append("longitude", degrees(*longitude));
    out.append("coordinates", Node(std::move(place)));
  }

  Node proposal(Index at) const {
    const Proposal& p = platform_.proposals[at];
    const bool html = options_.html_bodies || options_.generation < Generation::v0_27;
    json::Object out;
    out.append("__typename", text("Proposal"));
    out.append("id", id_of(p.id));
    out.append("createdAt", moment(p.created));
    out.append("updatedAt", moment(p.updated));
    out.append("publishedAt", moment(p.published));
    out.append("title", localized(p.title));
    out.append("body", localized({{p.locale, prose(p.paragraphs, html)}}));
    const bool as_state = p.withdrawn && options_.generation < Generation::v0_29;
    out.append("state", p.state.empty() && !as_state ? Node() : text(as_state ? "withdrawn" : p.state));
    out.append("answer", p.answer ? localized({{platform_.locales.front(), prose(*p.answer, true)}}) : Node());
    out.append("answeredAt", moment(p.answered));
    out.append("withdrawn", truth(p.withdrawn.has_value()));
    out.append("withdrawnAt", moment(p.withdrawn));
    out.append("createdInMeeting", truth(p.created_in_meeting));
    const bool blank = options_.generation >= Generation::v0_30 && platform_.components[p.component].votes_hidden;
    out.append("voteCount", blank ? Node() : number(p.votes));
    out.append("endorsementsCount", number(static_cast<std::int64_t>(p.endorsers.size())));
    out.append("likesCount", number(static_cast<std::int64_t>(p.endorsers.size())));
    add_proposal_authors(out, p);
    add_themes(out, p.category, p.scope);
    add_coordinates(out, p.latitude, p.longitude);
    json::Array amendments;
    if (const auto found = amendments_.find(at); found != amendments_.end())
      for (const Index each : found->second) {
        json::Object emendation, amendment;
        emendation.append("__typename", text("Proposal"));
        emendation.append("id", id_of(platform_.proposals[each].id));
        amendment.append("id", id_of(platform_.proposals[each].id));
        amendment.append("state", text(platform_.proposals[each].state));
        amendment.append("emendation", Node(std::move(emendation)));
        amendments.emplace_back(std::move(amendment));
      }
    out.append("amendments", Node(std::move(amendments)));
    add_comments(out, Subject::proposal, at);
    return Node(std::move(out));
  }

  void add_proposal_authors(json::Object& out, const Proposal& p) const {
    json::Array authors;
    bool official = false;
    Node meeting;
    for (const Author& each : p.authors) {
      official = official || each.kind == Author::Kind::organisation;
      if (each.kind == Author::Kind::meeting) {
        json::Object of;
        of.append("__typename", text("Meeting"));
        of.append("id", id_of(platform_.meetings[each.of].id));
        meeting = Node(std::move(of));
      }
      if (Node shown_as = author(each); !shown_as.is_null()) authors.push_back(std::move(shown_as));
    }
    out.append("authorsCount", number(static_cast<std::int64_t>(p.authors.size())));
    out.append("authors", Node(std::move(authors)));
    out.append("official", truth(official));
    out.append("meeting", std::move(meeting));
  }

  Node meeting(Index at) const {
    const Meeting& m = platform_.meetings[at];
    json::Object out;
    out.append("__typename", text("Meeting"));
    out.append("id", id_of(m.id));
    out.append("createdAt", moment(m.created));
    out.append("updatedAt", moment(m.updated));
    out.append("title", localized(m.title));
    out.append("description", localized(m.description));
    out.append("startTime", moment(m.start));
    out.append("endTime", moment(m.end));
    out.append("closed", truth(m.closed.has_value()));
    out.append("closingReport", m.minutes ? localized(*m.minutes) : Node());
    out.append("attendeeCount", number(m.attendees));
    out.append("contributionCount", number(m.contributions));
    out.append("attendingOrganizations", text(m.organizations));
    out.append("isWithdrawn", truth(m.withdrawn.has_value()));
    out.append("withdrawn", truth(m.withdrawn.has_value()));
    out.append("withdrawnAt", moment(m.withdrawn));
    out.append("typeOfMeeting", text("in_person"));
    out.append("author", author(m.author));
    add_themes(out, m.category, m.scope);
    add_coordinates(out, m.latitude, m.longitude);
    add_comments(out, Subject::meeting, at);
    return Node(std::move(out));
  }

  Node result(Index at) const {
    const Result& r = platform_.results[at];
    json::Object out;
    out.append("__typename", text("Result"));
    out.append("id", id_of(r.id));
    out.append("createdAt", moment(r.created));
    out.append("updatedAt", moment(r.updated));
    out.append("title", localized(r.title));
    out.append("description", localized(r.description));
    out.append("startDate", day(r.start));
    out.append("endDate", day(r.end));
    out.append("progress", r.progress ? number(*r.progress) : Node());
    out.append("childrenCount", number(std::count_if(platform_.results.begin(), platform_.results.end(),
                                                     [&](const Result& other) { return other.parent == at; })));
    json::Object parent, status;
    if (r.parent) parent.append("id", id_of(platform_.results[*r.parent].id));
    out.append("parent", r.parent ? Node(std::move(parent)) : Node());
    if (r.status_id) {
      status.append("id", id_of(*r.status_id));
      status.append("key", text(r.status_key));
      status.append("name", localized(r.status_name));
    }
    out.append("status", r.status_id ? Node(std::move(status)) : Node());
    add_themes(out, r.category, r.scope);
    add_comments(out, Subject::result, at);
    return Node(std::move(out));
  }

  Node budgets(Index component) const {
    std::map<Id, json::Array> projects;
    std::map<Id, std::int64_t> totals;
    for (const Project& p : platform_.projects) {
      if (p.component != component) continue;
      json::Object out;
      out.append("__typename", text("Project"));
      out.append("id", id_of(p.id));
      out.append("createdAt", moment(p.created));
      out.append("updatedAt", moment(p.updated));
      out.append("title", localized(p.title));
      out.append("description", localized(p.description));
      out.append("budget_amount", number(p.amount));
      out.append("selected", truth(p.selected.has_value()));
      out.append("totalCommentsCount", number(0));
      out.append("comments", Node(json::Array{}));
      add_themes(out, p.category, p.scope);
      totals[p.budget] += p.amount;
      projects[p.budget].emplace_back(std::move(out));
    }
    json::Array budgets;
    for (auto& [id, list] : projects) {
      json::Object budget;
      budget.append("__typename", text("Budget"));
      budget.append("id", id_of(id));
      budget.append("total_budget", number(totals[id] / 2));
      budget.append("title", localized({{platform_.locales.front(), "Budget"}}));
      budget.append("projects", Node(std::move(list)));
      budgets.emplace_back(std::move(budget));
    }
    return Node(std::move(budgets));
  }

  Node debate(Index at) const {
    const Debate& d = platform_.debates[at];
    json::Object out;
    out.append("__typename", text("Debate"));
    out.append("id", id_of(d.id));
    out.append("createdAt", moment(d.created));
    out.append("updatedAt", moment(d.updated));
    out.append("title", localized(d.title));
    out.append("description", localized(d.description));
    out.append("instructions", localized({}));
    out.append("informationUpdates", localized({}));
    out.append("startTime", moment(d.start));
    out.append("endTime", moment(d.end));
    out.append("author", author(d.author));
    add_themes(out, d.category, std::nullopt);
    add_comments(out, Subject::debate, at);
    return Node(std::move(out));
  }

  Node post(Index at) const {
    const Post& p = platform_.posts[at];
    json::Object out;
    out.append("__typename", text("Post"));
    out.append("id", id_of(p.id));
    out.append("createdAt", moment(p.created));
    out.append("updatedAt", moment(p.updated));
    out.append("publishedAt", moment(p.created));
    out.append("title", localized(p.title));
    out.append("body", localized(p.body));
    out.append("endorsementsCount", number(p.endorsements));
    out.append("likesCount", number(p.endorsements));
    out.append("author", author(p.author));
    add_comments(out, Subject::post, at);
    return Node(std::move(out));
  }

  Node page(Index at) const {
    const Page& p = platform_.pages[at];
    json::Object out;
    out.append("__typename", text("Page"));
    out.append("id", id_of(p.id));
    out.append("createdAt", moment(p.created));
    out.append("updatedAt", moment(p.updated));
    out.append("title", localized(p.title));
    out.append("body", localized(p.body));
    return Node(std::move(out));
  }

  const Platform& platform_;
  ExportOptions options_;
  std::map<std::pair<Subject, Index>, std::vector<Index>> threads_;
  std::map<std::pair<Subject, Index>, std::int64_t> counts_;
  std::map<Index, std::vector<Index>> replies_, amendments_;
};

}  // namespace

std::string graphql_document(const Platform& platform, const ExportOptions& options) {
  return Document(platform, options).run();
}

}  // namespace boussole::synthetic
