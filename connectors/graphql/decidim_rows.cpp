#include <array>
#include <optional>

#include "connectors/graphql/decidim_paths.h"
#include "connectors/graphql/decidim_resources.h"
#include "connectors/graphql/rows.h"

namespace boussole::connectors::graphql {

namespace {

using json::Value;

const json::Object* data_of(const Value& document) {
  const Value* data = document.find("data");
  return data == nullptr ? nullptr : data->as_object();
}

/// The collection of a component that an object of the answer holds.
struct Collection {
  std::string_view many, one;
  Kind kind;
};
constexpr std::array<Collection, 7> kCollections{{{"proposals", "proposal", Kind::proposals},
                                                  {"meetings", "meeting", Kind::meetings},
                                                  {"results", "result", Kind::results},
                                                  {"debates", "debate", Kind::debates},
                                                  {"posts", "post", Kind::posts},
                                                  {"pages", "page", Kind::pages},
                                                  {"budgets", "budget", Kind::projects}}};

/// Calls `found` with each collection of a component.
template <class Found>
void each_collection(const Value& component, const Found& found) {
  for (const Collection& collection : kCollections)
    for (const std::string_view name : {collection.many, collection.one})
      if (const Value* held = component.find(name); held != nullptr && !held->is_null()) found(collection, *held);
}

bool has_surveys(const Value& component) {
  return component.find("surveys") != nullptr || component.find("survey") != nullptr;
}

bool is_component(const Value& value) {
  bool found = value.is_object() && has_surveys(value);
  if (value.is_object()) each_collection(value, [&](const Collection&, const Value&) { found = true; });
  return found;
}

class Walker {
 public:
  Walker(const Context& context, const Emit& emit) : context_(context), emit_(emit) {}

  void document(const Value& document) {
    const json::Object* data = data_of(document);
    if (data == nullptr) return;
    for (const json::Member& member : *data) {
      if (member.value.is_null()) continue;
      if (const SpaceFamily* family = space_family(member.key)) {
        each_node(&member.value, nulls_, [&](const Value& space) { this->space(*family, space); });
      } else if (member.key == "organization") {
        taxonomies(member.value.find("taxonomies"), "");
      } else if (is_component(member.value)) {
        component(member.value);
      } else if (member.value.find("comments") != nullptr) {
        commentable(member.key, member.value);
      }
    }
  }

  std::int64_t nulls() const { return nulls_; }

 private:
  void space(const SpaceFamily& family, const Value& space) {
    if (space.find("title") == nullptr) return;
    emit_(family.kind, space_row(family, space, context_));
    const std::string path = space_path(family, space);
    each_node(space.find("steps"), nulls_, [&](const Value& step) {
      Row row;
      row.put("id", step.find("id"));
      row.put("participatory_space/url", context_.address + path);
      row.put_localized("title", step.find("title"));
      row.put("position", step.find("position"));
      row.put("active", step.find("active"));
      row.put("start_date", step.find("startDate"));
      row.put("end_date", step.find("endDate"));
      emit_(Kind::steps, row);
    });
  }

  void taxonomies(const Value* list, const std::string& parent) {
    each_node(list, nulls_, [&](const Value& taxonomy) {
      const std::string id = text_of(taxonomy.find("id"));
      const Value* above = taxonomy.find("parent");
      const std::string over = above != nullptr && above->is_object() ? text_of(above->find("id")) : parent;
      Row row;
      row.put("id", id);
      row.put_localized("name", taxonomy.find("name"));
      row.put("parent_id", over);
      row.put("is_root", taxonomy.find("isRoot"));
      emit_(Kind::taxonomies, row);
      taxonomies(taxonomy.find("children"), id);
    });
  }

  void component(const Value& component) {
    const Place place = place_of(component, context_);
    for (const std::string_view name : {"surveys", "survey"})
      each_node(component.find(name), nulls_, [&](const Value& node) { survey(node, place); });
    each_collection(component, [&](const Collection& collection, const Value& held) {
      each_node(&held, nulls_, [&](const Value& node) {
        if (collection.kind != Kind::projects) return resource(collection.kind, node, place);
        each_node(node.find("projects"), nulls_, [&](const Value& project) {
          resource(Kind::projects, project, place.inside("budgets", text_of(node.find("id"))), &node);
        });
      });
    });
  }

  void survey(const Value& survey, const Place& place) {
    const Value* form = survey.find("questionnaire");
    if (form == nullptr || !form->is_object()) return;
    each_node(form->find("questions"), nulls_, [&](const Value& question) {
      Row row;
      row.put("id", question.find("id"));
      row.put("form/id", text_of(form->find("id")));
      row.put("component/id", place.component);
      row.put("participatory_space/url", place.space.empty() ? std::string{} : context_.address + place.space);
      row.put("position", question.find("position"));
      row.put("question_type", question.find("questionType"));
      row.put("mandatory", question.find("mandatory"));
      emit_(Kind::questions, row);
    });
  }

  void resource(Kind kind, const Value& node, const Place& place, const Value* budget = nullptr) {
    // An answer about the comments of things names the things by their ids only.
    if (node.find("title") != nullptr) emit_(kind, resource_row({kind, node, place, budget}, context_));
    const Value* list = node.find("comments");
    if (list == nullptr) return;
    const std::string id = text_of(node.find("id"));
    comments({comment_kind(name_of(kind)), place.path(name_of(kind), id), id, std::string(model_of(kind))}, list, 0);
  }

  /// Where a comment stands.
  struct Thread {
    Kind kind = Kind::comments;
    std::string root;         ///< path of the thing that all of it is on; empty where not known
    std::string target_id;    ///< what it is on
    std::string target_type;  ///< "Decidim::Comments::Comment" for a reply
  };

  void comments(const Thread& on, const Value* list, int depth) {
    each_node(list, nulls_, [&](const Value& comment) {
      const std::string id = text_of(comment.find("id"));
      // A comment that is only there because of what is below it has no body.
      if (comment.find("body") != nullptr) emit_(on.kind, comment_row(comment, on, depth));
      comments({on.kind, on.root, id, std::string(kCommentModel)}, comment.find("comments"), depth + 1);
    });
  }

  Row comment_row(const Value& comment, const Thread& on, int depth) const {
    Row row;
    row.put("id", comment.find("id"));
    row.put("created_at", comment.find("createdAt"));
    row.put_text("body", text_of(comment.find("body")));
    put_author(row, comment.find("author"));
    row.put("alignment", comment.find("alignment"));
    row.put("depth", depth < 0 ? std::string{} : std::to_string(depth));
    row.put("commentable_id", on.target_id);
    row.put("commentable_type", on.target_type);
    row.put("root_commentable_url", on.root.empty() ? std::string{} : context_.address + on.root);
    row.put("up_votes", comment.find("upVotes"));
    row.put("down_votes", comment.find("downVotes"));
    return row;
  }

  static void put_author(Row& row, const Value* author) {
    if (author == nullptr) return;
    const bool known = author->is_object();
    row.put("author/id", known ? text_of(author->find("id")) : std::string{});
    row.put("author/deleted", known ? text_of(author->find("deleted")) : std::string{});
  }

  /// The comments below one thing or one comment, asked for on their own. Our planner says in the name of the answer
  /// where they stand; asked by hand, the answer says what it is on.
  void commentable(const std::string& key, const Value& held) {
    if (const auto named = parse_thread(key)) {
      const auto at = context_.component_space.find(named->component);
      const std::string space = at == context_.component_space.end() ? std::string{} : at->second;
      const Place place{space, named->component, "/f/" + named->component};
      std::string root = space.empty() ? std::string{} : place.path(named->collection, named->root);
      if (!named->budget.empty() && !root.empty())
        root = place.inside("budgets", named->budget).path(named->collection, named->root);
      const std::string type(named->depth > 0 ? kCommentModel : model_of(resource_kind(named->collection)));
      comments({comment_kind(named->collection), root, text_of(held.find("id")), type}, held.find("comments"),
               named->depth);
      return;
    }
    const std::string type = text_of(held.find("type"));
    const std::string id = text_of(held.find("id"));
    const bool reply = type == kCommentModel;
    // Below a comment nobody says how deep: unknown, not 0.
    comments({Kind::comments, "", id, type}, held.find("comments"), reply ? kUnknownDepth : 0);
  }

  static constexpr int kUnknownDepth = -1'000;

  const Context& context_;
  const Emit& emit_;
  std::int64_t nulls_ = 0;
};

void learn_amendments(const Value& node, const std::string& path, Context& context) {
  std::int64_t nulls = 0;
  each_node(node.find("amendments"), nulls, [&](const Value& amendment) {
    const Value* emendation = amendment.find("emendation");
    if (emendation != nullptr && emendation->is_object())
      context.amended.insert_or_assign(text_of(emendation->find("id")), path);
  });
}

}  // namespace

void learn_decidim(const Value& document, Context& context) {
  std::int64_t nulls = 0;
  const json::Object* data = data_of(document);
  if (data == nullptr) return;
  for (const json::Member& member : *data) {
    if (const SpaceFamily* family = space_family(member.key)) {
      each_node(&member.value, nulls, [&](const Value& space) {
        const std::string path = space_path(*family, space);
        if (path.empty()) return;
        context.space_paths.insert_or_assign(std::string(family->model) + "/" + text_of(space.find("id")), path);
        each_node(space.find("components"), nulls, [&](const Value& component) {
          context.component_space.insert_or_assign(text_of(component.find("id")), path);
        });
      });
    } else if (is_component(member.value)) {
      const Value* proposals = member.value.find("proposals");
      if (proposals == nullptr) proposals = member.value.find("proposal");
      const Place place = place_of(member.value, context);
      each_node(proposals, nulls, [&](const Value& node) {
        learn_amendments(node, place.path("proposals", text_of(node.find("id"))), context);
      });
    }
  }
}

std::int64_t decidim_rows(const Value& document, const Context& context, const Emit& emit) {
  Walker walker(context, emit);
  walker.document(document);
  return walker.nulls();
}

}  // namespace boussole::connectors::graphql
