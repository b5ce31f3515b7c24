#include <algorithm>
#include <map>
#include <unordered_set>

#include "connectors/graphql/asker.h"
#include "connectors/graphql/decidim_paths.h"
#include "connectors/graphql/decidim_wanted.h"
#include "connectors/graphql/pager.h"
#include "connectors/graphql/pull.h"

namespace boussole::connectors::graphql {

namespace {

using json::Value;

struct Component {
  std::string id, type;
};

/// The comments below something that were not asked for yet.
struct Below {
  std::string comment;  ///< id
  ThreadName thread;    ///< of the comments below it
};

class Pull {
 public:
  Pull(Transport& transport, const PlanOptions& options)
      : options_(options), asker_(transport, options.base_url + "/api", Limits{}) {}

  Expected<PullFindings> run() {
    if (auto done = asker_.probe(); !done) return std::unexpected(done.error());
    if (asker_.schema().known() && asker_.schema().has("Proposal", "likesCount")) asker_.limits().levels = 2;
    const auto before = totals();
    if (!before) return std::unexpected(before.error());
    if (auto done = spaces(); !done) return std::unexpected(done.error());
    for (const ComponentPlan& plan : component_plans())
      for (const Component& component : components_)
        if (component.type == plan.type)
          if (auto done = fetch(component, plan); !done) return std::unexpected(done.error());
    const auto after = totals();
    if (!after) return std::unexpected(after.error());
    conclude(*before, *after);
    return std::move(findings_);
  }

 private:
  using Totals = std::map<std::string, std::int64_t>;

  void tell(Text what, std::int64_t done, std::optional<std::int64_t> total) const {
    if (options_.progress) options_.progress({std::move(what), done, total});
  }

  /// The platform's own totals, by their names. Asked before and after: what differs was changed meanwhile.
  Expected<Totals> totals() {
    const auto answer = asker_.ask("organization", [](const Schema& schema, const Limits&) {
      const auto fields = fit(parse_selection(organization_fields()), "Query", schema);
      return fields.empty() ? std::string{} : print(fields);
    });
    if (!answer) return std::unexpected(answer.error());
    Totals totals;
    const Value* data = answer->find("data");
    const Value* organization = data == nullptr ? nullptr : data->find("organization");
    const Value* stats = organization == nullptr ? nullptr : organization->find("stats");
    std::int64_t nulls = 0;
    each_node(stats, nulls, [&](const Value&) {});
    if (stats != nullptr && stats->as_array() != nullptr)
      for (const Value& stat : *stats->as_array())
        if (const Value* value = stat.find("value"); value != nullptr && value->as_integer())
          totals[text_of(stat.find("name"))] = *value->as_integer();
    return totals;
  }

  Expected<void> spaces() {
    for (const SpacePlan& plan : space_plans()) {
      const std::string field(plan.field), type(plan.type);
      const auto answer = asker_.ask(field, [&](const Schema& schema, const Limits&) {
        const auto fields =
            fit(parse_selection(field + ":" + type + "{" + std::string(plan.fields) + "}"), "Query", schema);
        return fields.empty() ? std::string{} : print(fields);
      });
      if (!answer) return std::unexpected(answer.error());
      const Value* data = answer->find("data");
      if (data == nullptr) continue;
      std::int64_t received = 0, hidden = 0;
      each_node(data->find(field), hidden, [&](const Value& space) {
        ++received;
        each_node(space.find("components"), hidden_components_, [&](const Value& component) {
          components_.push_back({text_of(component.find("id")), text_of(component.find("__typename"))});
        });
      });
      findings_.counts.push_back({field, std::nullopt, received, hidden});
      tell({"espaces", "spaces"}, received, std::nullopt);
    }
    note_components();
    return {};
  }

  /// Kinds of components that nothing is asked of.
  void note_components() {
    std::map<std::string, int> others;
    for (const Component& component : components_) {
      const auto plans = component_plans();
      const bool planned = std::any_of(plans.begin(), plans.end(),
                                       [&](const ComponentPlan& plan) { return plan.type == component.type; });
      if (!planned) ++others[component.type];
    }
    for (const auto& [type, count] : others)
      findings_.notes.push_back({"component_not_asked",
                                 {"Composants de type " + type + " (" + std::to_string(count) +
                                      ") : l’interface n’en donne rien qui se mesure.",
                                  "Components of type " + type + " (" + std::to_string(count) +
                                      "): the interface gives nothing of them that is measured."}});
  }

  Expected<void> fetch(const Component& component, const ComponentPlan& plan) {
    const std::string name(plan.collection);
    const std::string what = name + " of component " + component.id;
    std::int64_t comments = 0;
    bool counted = false;
    std::int64_t objects = 0;
    const auto fields = parse_selection(plan.fields);
    Pager pager(asker_, findings_, what);
    auto done = pager.run(name + "-" + component.id, source(component, plan, [&](const Limits&) { return fields; }),
                          [&](const Value& node) {
                            ++objects;
                            add_comments(node, comments, counted);
                            if (const Value* projects = node.find("projects"))
                              each_node(projects, hidden_components_,
                                        [&](const Value& project) { add_comments(project, comments, counted); });
                            tell({name, name}, objects, std::nullopt);
                          });
    if (!done) return done;
    findings_.counts.push_back({what, std::nullopt, pager.received(), pager.hidden()});
    if (!plan.commented || (counted && comments == 0)) return {};
    return threads(component, plan, counted ? std::optional(comments) : std::nullopt);
  }

  static void add_comments(const Value& node, std::int64_t& comments, bool& counted) {
    const Value* total = node.find("totalCommentsCount");
    if (total == nullptr || !total->as_integer()) return;
    counted = true;
    comments += *total->as_integer();
  }

  using Fields = std::function<std::vector<Selection>(const Limits&)>;

  Pager::Page source(const Component& component, const ComponentPlan& plan, Fields fields) const {
    return [component, plan, fields = std::move(fields)](const std::string& after, const Schema& schema,
                                                         const Limits& limits) -> std::string {
      const auto wanted = fields(limits);
      const auto query = page_query({plan, component.id, after, wanted}, schema);
      // A generation without this list has a component of that type and nothing in it.
      if (query.empty() || query.front().fields.size() < 3) return {};
      return print(sized(query, limits.page_for(query)));
    };
  }

  /// What is asked to get the comments of the things of a component: as many levels as the platform allows.
  static std::vector<Selection> thread_fields(const ComponentPlan& plan, const Limits& limits) {
    std::vector<Selection> thing = parse_selection("id totalCommentsCount");
    Selection comments;
    comments.name = "comments";
    comments.type = "Comment";
    comments.fields = comment_fields(limits.levels);
    thing.push_back(std::move(comments));
    if (plan.type != "Budgets") return thing;
    std::vector<Selection> budget = parse_selection("id");
    Selection projects;
    projects.name = "projects";
    projects.type = "Project";
    projects.fields = std::move(thing);
    budget.push_back(std::move(projects));
    return budget;
  }

  Expected<void> threads(const Component& component, const ComponentPlan& plan, std::optional<std::int64_t> announced) {
    const std::string what = "comments on " + std::string(plan.collection) + " of component " + component.id;
    std::int64_t received = 0;
    std::vector<Below> below;
    Pager pager(asker_, findings_, what);
    pager.after_page = [&]() -> Expected<void> {
      tell({"commentaires", "comments"}, received, announced);
      return fetch_below(below, received, false);
    };
    ThreadName thread;
    thread.component = component.id;
    auto done = pager.run("comments-" + std::string(plan.collection) + "-" + component.id,
                          source(component, plan, [&](const Limits& limits) { return thread_fields(plan, limits); }),
                          [&](const Value& node) {
                            thread.root = text_of(node.find("id"));
                            thread.collection = plan.collection;
                            if (const Value* projects = node.find("projects")) {
                              thread.budget = thread.root;
                              thread.collection = "projects";
                              each_node(projects, hidden_components_, [&](const Value& project) {
                                thread.root = text_of(project.find("id"));
                                walk(project.find("comments"), thread, received, below);
                              });
                              return;
                            }
                            walk(node.find("comments"), thread, received, below);
                          });
    if (!done) return done;
    if (auto rest = fetch_below(below, received, true); !rest) return rest;
    findings_.counts.push_back({what, announced, received, 0});
    return {};
  }

  /// Counts comments, and remembers those whose replies are deeper than the query went.
  void walk(const Value* list, ThreadName at, std::int64_t& received, std::vector<Below>& below) {
    each_node(list, hidden_components_, [&](const Value& comment) {
      ++received;
      ThreadName next = at;
      ++next.depth;
      next.parent = text_of(comment.find("id"));
      if (const Value* replies = comment.find("comments")) {
        walk(replies, next, received, below);
        return;
      }
      const Value* more = comment.find("hasComments");
      if (more != nullptr && more->as_bool().value_or(false)) below.push_back({next.parent, next});
    });
  }

  /// The replies below those comments, a few comments a query: as many as aliases are allowed.
  /// @param all  also the last few, that do not fill a query
  Expected<void> fetch_below(std::vector<Below>& below, std::int64_t& received, bool all) {
    for (;;) {
      const auto full = static_cast<std::size_t>(std::max(1, asker_.limits().aliases));
      if (below.empty() || (!all && below.size() < full)) return {};
      const std::size_t count = std::min(full, below.size());
      std::vector<Below> now(below.begin(), below.begin() + static_cast<std::ptrdiff_t>(count));
      below.erase(below.begin(), below.begin() + static_cast<std::ptrdiff_t>(count));
      const auto answer = asker_.ask(
          "replies-" + now.front().thread.component,
          [&](const Schema& schema, const Limits& limits) { return print(replies_query(now, schema, limits)); });
      if (!answer) return std::unexpected(answer.error());
      const Value* data = answer->find("data");
      for (const Below& one : now) {
        const Value* held = data == nullptr ? nullptr : data->find(one.thread.written());
        if (held != nullptr) walk(held->find("comments"), one.thread, received, below);
      }
    }
  }

  std::vector<Selection> replies_query(const std::vector<Below>& now, const Schema& schema,
                                       const Limits& limits) const {
    std::vector<Selection> query;
    for (const Below& one : now) {
      Selection field;
      field.alias = one.thread.written();
      field.name = "commentable";
      field.type = "CommentableInterface";
      field.arguments = "id:" + as_literal(one.comment) + ",type:" + as_literal(kCommentModel) +
                        ",locale:" + as_literal(options_.locales.empty() ? "en" : options_.locales.front()) +
                        ",toggleTranslations:false";
      field.fields = parse_selection("id type");
      Selection comments;
      comments.name = "comments";
      comments.type = "Comment";
      comments.fields = comment_fields(limits.levels);
      field.fields.push_back(std::move(comments));
      query.push_back(std::move(field));
    }
    return fit(query, "Query", schema);
  }

  void conclude(const Totals& before, const Totals& after) {
    for (const auto& [name, value] : before) {
      const auto now = after.find(name);
      if (now == after.end() || now->second == value) continue;
      const std::string change = name + " : " + std::to_string(value) + " → " + std::to_string(now->second);
      findings_.changes.push_back({"total_changed",
                                   {"Un total de la plateforme a changé pendant l’extraction (" + change + ").",
                                    "A total of the platform changed during the pull (" + change + ")."}});
    }
    if (hidden_components_ > 0)
      findings_.notes.push_back(
          {"null_nodes",
           {std::to_string(hidden_components_) + " objet(s) vides dans des listes : la plateforme ne les montre pas.",
            std::to_string(hidden_components_) + " empty object(s) in lists: the platform does not show them."}});
    note_asker(asker_, findings_);
  }

  PlanOptions options_;
  Asker asker_;
  PullFindings findings_;
  std::vector<Component> components_;
  std::int64_t hidden_components_ = 0;
};

}  // namespace

Expected<PullFindings> pull_decidim(Transport& transport, const PlanOptions& options) {
  return Pull(transport, options).run();
}

}  // namespace boussole::connectors::graphql
