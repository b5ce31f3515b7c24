#include "connectors/graphql/connector.h"

#include <algorithm>

#include "connectors/consul/connector.h"
#include "connectors/decidim/connector.h"
#include "connectors/graphql/answers.h"

namespace boussole::connectors::graphql {

namespace {

std::size_t no_tables(std::span<const TableHead>) { return 0; }

std::size_t sniff(std::span<const DocumentHead> heads, Dialect dialect) {
  return static_cast<std::size_t>(std::count_if(
      heads.begin(), heads.end(), [&](const DocumentHead& head) { return dialect_of(head.beginning) == dialect; }));
}
std::size_t sniff_decidim(std::span<const DocumentHead> heads) { return sniff(heads, Dialect::decidim); }
std::size_t sniff_consul(std::span<const DocumentHead> heads) { return sniff(heads, Dialect::consul); }

Error nothing_in(std::size_t documents) {
  Error error;
  error.kind = Error::Kind::invalid_input;
  const std::string n = std::to_string(documents);
  error.what = {"Aucune des " + n + " réponses GraphQL ne contient d’objet.",
                "None of the " + n + " GraphQL answers holds any object."};
  error.remedy = {"Recommencez l’extraction, ou enregistrez des réponses qui ont un membre « data ».",
                  "Pull again, or save answers that have a member \"data\"."};
  return error;
}

/// What is to be said of all answers together, on the first table.
void tell(const Answers& answers, engine::SourceRecord& record) {
  const auto note = [&](const char* code, std::int64_t n, const char* fr, const char* en) {
    if (n > 0) record.notes.push_back({code, {std::to_string(n) + fr, std::to_string(n) + en}});
  };
  note("null_nodes", answers.null_nodes(), " objet(s) vides : la plateforme ne les montre pas à un visiteur.",
       " empty object(s): the platform does not show them to a visitor.");
  note("refused_queries", answers.refused(), " réponse(s) ne contiennent qu’une erreur de la plateforme.",
       " answer(s) hold only an error of the platform.");
  note("unreadable_json", answers.unreadable(), " document(s) JSON illisible(s), laissé(s) de côté.",
       " JSON document(s) that cannot be read, set aside.");
}

void tell_together(engine::SourceRecord& record) {
  record.notes.push_back(
      {"investments_not_by_budget",
       {"L’interface donne les mêmes projets pour chaque budget : tous sont lus comme un seul ensemble.",
        "The interface gives the same investments for every budget: all are read as one set."}});
}

/// The generation by the fields that the interface offered.
std::string generation_of(const Answers& answers) {
  const auto has = [&](Kind kind, std::string_view column) {
    const auto& columns = answers.columns(kind);
    return std::find(columns.begin(), columns.end(), column) != columns.end();
  };
  if (has(Kind::proposals, "likes/total_count") || has(Kind::posts, "likes_count")) return "decidim 0.31";
  if (has(Kind::proposals, "taxonomies/id") || has(Kind::meetings, "taxonomies/id")) return "decidim 0.30";
  if (has(Kind::proposals, "withdrawn")) return "decidim 0.29";
  if (has(Kind::meetings, "withdrawn"))
    return has(Kind::meetings, "withdrawn_at") ? "decidim 0.29" : "decidim 0.27-0.28";
  return answers.columns(Kind::meetings).empty() ? "decidim" : "decidim 0.24";
}

/// Makes tables of the answers and has them read as the platform's own exports.
Expected<Reading> read(std::shared_ptr<SourceList> sources, const ReadOptions& options, Dialect dialect) {
  auto answers = Answers::open(sources, dialect);
  if (!answers) return std::unexpected(answers.error());
  auto tables = std::make_shared<SourceList>();
  tables->open_licence = sources->open_licence;
  std::vector<TableHead> heads;
  for (std::size_t i = 0; i < kKinds; ++i) {
    const auto kind = static_cast<Kind>(i);
    if ((*answers)->columns(kind).empty()) continue;
    tables->tables.push_back(table_source(*answers, kind));
    heads.push_back({tables->tables.back()->name(), (*answers)->columns(kind), false, std::nullopt, {}});
  }
  if (heads.empty()) return std::unexpected(nothing_in(sources->documents.size()));
  const ConnectorDef reader = dialect == Dialect::decidim ? decidim::connector() : consul::connector();
  auto reading = reader.read(std::move(tables), heads, options);
  if (!reading) return reading;
  reading->data.connector = dialect == Dialect::decidim ? "decidim_graphql" : "consul_graphql";
  reading->data.generation = dialect == Dialect::decidim ? generation_of(**answers) : "Consul GraphQL";
  if (!reading->data.sources.empty()) tell(**answers, reading->data.sources.front());
  if ((*answers)->budgets_together() && !reading->data.sources.empty()) tell_together(reading->data.sources.front());
  return reading;
}

Expected<Reading> read_decidim(std::shared_ptr<SourceList> sources, std::span<const TableHead>,
                               const ReadOptions& options) {
  return read(std::move(sources), options, Dialect::decidim);
}
Expected<Reading> read_consul(std::shared_ptr<SourceList> sources, std::span<const TableHead>,
                              const ReadOptions& options) {
  return read(std::move(sources), options, Dialect::consul);
}

}  // namespace

ConnectorDef decidim_connector() {
  return {"decidim_graphql",
          {"Decidim, réponses GraphQL", "Decidim, GraphQL answers"},
          &no_tables,
          &read_decidim,
          &sniff_decidim};
}

ConnectorDef consul_connector() {
  return {"consul_graphql",
          {"Consul, réponses GraphQL", "Consul, GraphQL answers"},
          &no_tables,
          &read_consul,
          &sniff_consul};
}

}  // namespace boussole::connectors::graphql
