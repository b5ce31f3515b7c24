#include "connectors/graphql/decidim_wanted.h"

namespace boussole::connectors::graphql {

namespace {

// Names, nicknames and pictures of people are never asked for: an id, a type and whether the account is gone are
// enough.
constexpr std::string_view kProposal =
    "id createdAt updatedAt publishedAt title@ body@ state answer@ answeredAt withdrawn withdrawnAt official "
    "createdInMeeting meeting:Meeting{id}"
    " voteCount endorsementsCount likesCount totalCommentsCount authorsCount"
    " authors:Author{__typename id deleted}"
    " category:Category{id name@} scope:Scope{id name@} taxonomies:Taxonomy{id name@} coordinates:Coordinates{latitude "
    "longitude}"
    " amendments:Amendment{id state emendation:AmendableEntityInterface{id}}";
constexpr std::string_view kMeeting =
    "id createdAt updatedAt title@ description@ startTime endTime closed closingReport@ attendeeCount "
    "contributionCount attendingOrganizations isWithdrawn withdrawn withdrawnAt typeOfMeeting"
    " totalCommentsCount author:Author{__typename id deleted}"
    " category:Category{id name@} scope:Scope{id name@} taxonomies:Taxonomy{id name@} coordinates:Coordinates{latitude "
    "longitude}";
constexpr std::string_view kBudget =
    "id total_budget title@ projects:Project{id createdAt updatedAt title@ description@ budget_amount selected "
    "totalCommentsCount category:Category{id name@} scope:Scope{id name@} taxonomies:Taxonomy{id name@}}";
constexpr std::string_view kResult =
    "id createdAt updatedAt title@ description@ startDate endDate progress childrenCount totalCommentsCount "
    "parent:Result{id}"
    " status:Status{id key name@} category:Category{id name@} scope:Scope{id name@} taxonomies:Taxonomy{id name@}";
constexpr std::string_view kDebate =
    "id createdAt updatedAt title@ description@ instructions@ informationUpdates@ startTime endTime totalCommentsCount "
    "author:Author{__typename id deleted}"
    " category:Category{id name@} scope:Scope{id name@} taxonomies:Taxonomy{id name@}";
constexpr std::string_view kPost =
    "id createdAt updatedAt publishedAt title@ body@ endorsementsCount likesCount totalCommentsCount"
    " author:Author{__typename id deleted}";
constexpr std::string_view kPage = "id createdAt updatedAt title@ body@";
constexpr std::string_view kSurvey =
    "id createdAt updatedAt questionnaire:Questionnaire{id title@ questions:Question{id position questionType "
    "mandatory body@}}";

constexpr std::string_view kProcess =
    "__typename id slug createdAt updatedAt publishedAt startDate endDate title@ subtitle@ shortDescription@ "
    "description@ announcement@ developerGroup@ steps:ParticipatoryProcessStep{id position active startDate endDate "
    "title@} components:ComponentInterface{__typename id weight name@}";
constexpr std::string_view kAssembly =
    "__typename id slug createdAt updatedAt publishedAt title@ subtitle@ shortDescription@ description@ announcement@ "
    "developerGroup@ purposeOfAction@ components:ComponentInterface{__typename id weight name@}";
constexpr std::string_view kConference =
    "__typename id slug createdAt updatedAt publishedAt startDate endDate title@ slogan@ shortDescription@ "
    "description@ objectives@ components:ComponentInterface{__typename id weight name@}";
constexpr std::string_view kInitiative =
    "__typename id slug createdAt updatedAt publishedAt title@ description@ state signatureStartDate signatureEndDate "
    "initiativeSupportsCount onlineVotes offlineVotes"
    " author:Author{__typename id deleted} components:ComponentInterface{__typename id weight name@}";

/// A leaf field without arguments.
Selection leaf(std::string name) {
  Selection field;
  field.name = std::move(name);
  return field;
}

}  // namespace

std::vector<ComponentPlan> component_plans() {
  return {
      {"Proposals", "proposals", "ProposalConnection", "ProposalEdge", "Proposal", kProposal, "order:{id:\"asc\"}",
       true},
      {"Meetings", "meetings", "MeetingConnection", "MeetingEdge", "Meeting", kMeeting, "", true},
      {"Budgets", "budgets", "BudgetConnection", "BudgetEdge", "Budget", kBudget, "", true},
      {"Accountability", "results", "ResultConnection", "ResultEdge", "Result", kResult, "", true},
      {"Debates", "debates", "DebateConnection", "DebateEdge", "Debate", kDebate, "", true},
      {"Blogs", "posts", "PostConnection", "PostEdge", "Post", kPost, "order:{id:\"asc\"}", true},
      {"Pages", "pages", "PageConnection", "PageEdge", "Page", kPage, "", false},
      {"Surveys", "surveys", "SurveyConnection", "SurveyEdge", "Survey", kSurvey, "", false},
  };
}

std::vector<SpacePlan> space_plans() {
  return {{"participatoryProcesses", "ParticipatoryProcess", kProcess},
          {"assemblies", "Assembly", kAssembly},
          {"conferences", "Conference", kConference},
          {"initiatives", "Initiative", kInitiative}};
}

std::string_view organization_fields() {
  return "organization:Organization{stats:Statistic{name value} taxonomies:Taxonomy{id isRoot name@ "
         "parent:Taxonomy{id} "
         "children:Taxonomy{id isRoot name@ children:Taxonomy{id isRoot name@}}}}";
}

std::vector<Selection> comment_fields(int levels) {
  std::vector<Selection> fields =
      parse_selection("id body createdAt alignment upVotes downVotes hasComments author:Author{__typename id deleted}");
  if (levels > 1) {
    Selection replies = leaf("comments");
    replies.type = "Comment";
    replies.fields = comment_fields(levels - 1);
    fields.push_back(std::move(replies));
  }
  return fields;
}

std::vector<Selection> page_query(const PageOf& page, const Schema& schema) {
  const std::string type(page.plan.type), collection(page.plan.collection);
  Selection node = leaf("node");
  node.type = page.plan.node;
  node.fields = page.fields;
  Selection edges = leaf("edges");
  edges.type = page.plan.edge;
  edges.fields.push_back(std::move(node));
  Selection connection = leaf(collection);
  connection.type = page.plan.connection;
  if (!page.after.empty()) connection.arguments = "after:" + as_literal(page.after);
  if (!page.plan.order.empty() && schema.takes(type, collection, "order")) {
    connection.arguments += connection.arguments.empty() ? "" : ",";
    connection.arguments += page.plan.order;
  }
  connection.fields = parse_selection("pageInfo:PageInfo{hasNextPage endCursor}");
  connection.fields.push_back(std::move(edges));
  Selection fragment;
  fragment.fragment = true;
  fragment.type = type;
  fragment.fields.push_back(std::move(connection));
  Selection component = leaf("component");
  component.type = "ComponentInterface";
  component.arguments = "id:" + as_literal(page.component);
  component.fields = parse_selection("__typename id");
  component.fields.push_back(std::move(fragment));
  return fit({std::move(component)}, "Query", schema);
}

std::vector<Selection> sized(std::vector<Selection> query, int first) {
  for (Selection& field : query) {
    if (!field.fragment && field.type.ends_with("Connection")) {
      const std::string size = "first:" + std::to_string(first);
      field.arguments = field.arguments.empty() ? size : size + "," + field.arguments;
    }
    field.fields = sized(std::move(field.fields), first);
  }
  return query;
}

}  // namespace boussole::connectors::graphql
