#include "connectors/cap_collectif/connector.h"

#include <algorithm>
#include <array>
#include <vector>

#include "connectors/cap_collectif/debates.h"
#include "connectors/cap_collectif/ground.h"
#include "connectors/cap_collectif/opinions.h"
#include "connectors/cap_collectif/people.h"
#include "connectors/cap_collectif/proposals.h"
#include "connectors/cap_collectif/rest.h"
#include "engine/json/reader.h"

namespace boussole::connectors::cap_collectif {

namespace {

constexpr std::uint64_t kMostBytes = std::uint64_t{64} << 20;
/// Who cast a vote for somebody is told by one table only, so that one comes before those that list the same votes.
constexpr std::array kOrder{Table::participants, Table::mediated_votes,   Table::proposals,    Table::proposal_votes,
                            Table::opinions,     Table::debate_arguments, Table::debate_votes, Table::answers};

const char* entity_of(Table table) {
  switch (table) {
    case Table::participants:
      return "participants";
    case Table::proposals:
      return "proposals";
    case Table::proposal_votes:
      return "proposal_votes";
    case Table::mediated_votes:
      return "mediated_votes";
    case Table::opinions:
      return "opinions";
    case Table::debate_arguments:
      return "debate_arguments";
    case Table::debate_votes:
      return "debate_votes";
    case Table::answers:
      return "questionnaire_answers";
    case Table::unknown:
      break;
  }
  return "unknown";
}

std::size_t sniff(std::span<const TableHead> heads) {
  return static_cast<std::size_t>(std::count_if(heads.begin(), heads.end(), [](const TableHead& head) {
    return table_of(Keys(head.columns)) != Table::unknown;
  }));
}

std::size_t sniff_documents(std::span<const DocumentHead> heads) {
  return static_cast<std::size_t>(std::count_if(
      heads.begin(), heads.end(), [](const DocumentHead& head) { return looks_like_opinion(head.beginning); }));
}

/// One table with its columns, in the order of reading.
struct Plan {
  std::size_t index = 0;
  Keys keys;
  Table table = Table::unknown;
  Variant variant = Variant::full;
};

/// The text that a row brings: that of what hangs on a proposal or opinion, else its own. Votes bring none.
void prepare(const Row& row, Assembly::Prepared& out) {
  using enum Key;
  for (const Key body : {proposal_comment_body, proposal_news_comment_body, opinion_argument_body, opinion_source_body,
                         opinion_version_body, argument_content, contribution_body})
    if (!row[body].empty()) return Assembly::prepare_text(row.record(), *row.column(body), out);
  for (const Key other : {proposal_vote_id, proposal_comment_vote_id, proposal_news_id, proposal_reporting_id})
    if (!row[other].empty()) return;
  for (const Key body : {proposal_description, proposal_summary})
    if (!row[body].empty()) return Assembly::prepare_text(row.record(), *row.column(body), out);
}

class Site {
 public:
  Site(Assembly& into, SourceList& sources) : into_(into), sources_(sources), ground_(into) {}

  Expected<void> read(const Plan& plan, const std::vector<std::string>& columns) {
    engine::SourceRecord& record = into_.table(plan.index);
    record.entity = entity_of(plan.table);
    std::vector<std::size_t> questions;
    for (const std::string& column : columns)
      if (is_personal(column)) record.columns_personal.push_back(column);
    for (const std::size_t i : plan.keys.others()) {
      if (is_personal(columns[i])) continue;
      // Columns of the platform are keys; what is not is a question of the organiser.
      const bool question = plan.table == Table::answers && !columns[i].starts_with("export_");
      if (question) questions.push_back(i);
      if (!question && !columns[i].empty()) record.columns_ignored.push_back(columns[i]);
    }
    std::vector<std::size_t> read = plan.keys.columns();
    read.insert(read.end(), questions.begin(), questions.end());
    std::sort(read.begin(), read.end());
    debates_.begin_table();
    people_.begin_table();
    auto done = into_.read_rows(
        sources_, plan.index, [&](const csv::Record& cells) { return row(Row(cells, plan.keys), plan, questions); },
        [&](const csv::Record& cells, Assembly::Prepared& out) {
          const Row row(cells, plan.keys);
          prepare(row, out);
          expected(row, out);
        },
        read);
    record.rows_read -= record.rows_duplicate;
    return done;
  }

  Expected<void> read_document(std::size_t index) {
    auto text = into_.read_document(sources_, index, kMostBytes);
    if (!text) return std::unexpected(text.error());
    engine::SourceRecord& record = into_.document(index);
    if (text->empty()) {
      note(record, "empty_file", "Fichier vide : il n’y a rien à lire.", "Empty file: there is nothing to read.");
      return {};
    }
    const auto document = json::parse(*text, record.file);
    if (!document) {
      record.notes.push_back({"unreadable_json", document.error().what});
    } else if (looks_like_opinion(*text)) {
      rest_.take(*document, record);
    }
    return {};
  }

  void finish(const std::optional<std::size_t>& first) {
    ground_.finish();
    if (!first) return;
    engine::SourceRecord& record = into_.data.sources[*first];
    const auto tell = [&](std::int64_t count, const char* code, const std::string& fr, const std::string& en) {
      if (count > 0) note(record, code, std::to_string(count) + fr, std::to_string(count) + en);
    };
    tell(ground_.trashed, "in_the_bin",
         " contenus mis à la corbeille par le site : comptés comme modération, pas comme contributions.",
         " contents put in the bin by the site: counted as moderation, not as contributions.");
    tell(ground_.not_public, "not_public",
         " contenus jamais publiés (brouillons, comptes non confirmés à temps) : mis de côté.",
         " contents never published (drafts, accounts not confirmed in time): kept aside.");
    tell(ground_.without_account, "without_account",
         " votes ou participants sans compte : comptés, sans savoir de qui ils sont ni si ce sont les mêmes personnes.",
         " votes or participants without an account: counted, without knowing whose they are nor whether they are the "
         "same people.");
  }

 private:
  /// Who and which vote or comment the row is of, so that both are near when its turn comes.
  void expected(const Row& row, Assembly::Prepared& out) const {
    using enum Key;
    for (const Key id : {proposal_vote_author_id, proposal_comment_author_id, proposal_author_id})
      if (const std::string_view cell = row[id]; !cell.empty()) {
        out.who = may_be_encoded(cell) ? into_.person_key(plain_id(cell)) : into_.person_key(cell);
        out.who_cell = cell.data();
        break;
      }
    if (const std::string_view vote = row[proposal_vote_id]; !vote.empty()) {
      out.what = key_of('v', vote);
      out.where = &ground_.votes();
    } else if (const std::string_view comment = row[proposal_comment_id]; !comment.empty()) {
      out.what = key_of('c', comment);
      out.where = &ground_.comments();
    }
  }

  std::optional<Message> row(const Row& row, const Plan& plan, const std::vector<std::size_t>& questions) {
    if (plan.variant == Variant::grouped && !row[Key::participant_id].empty())
      people_.describe(row, *ground_.person(row[Key::participant_id], row[Key::participant_type]), plan.index);
    switch (plan.table) {
      case Table::participants:
        return people_.participant_row(row, plan.index);
      case Table::proposals:
        return proposals_.row(row, plan.index, plan.variant);
      case Table::proposal_votes:
        return proposals_.vote_row(row, plan.index);
      case Table::mediated_votes:
        return proposals_.mediated_row(row, plan.index);
      case Table::opinions:
        return opinions_.row(row, plan.index, plan.variant);
      case Table::debate_arguments:
        return debates_.argument_row(row, plan.index, plan.variant);
      case Table::debate_votes:
        return debates_.vote_row(row, plan.index);
      case Table::answers:
        return people_.answer_row(row, plan.index, questions);
      case Table::unknown:
        break;
    }
    return unknown_type();
  }

  Assembly& into_;
  SourceList& sources_;
  Ground ground_;
  Proposals proposals_{ground_};
  Opinions opinions_{ground_};
  Debates debates_{ground_};
  People people_{ground_};
  RestOpinions rest_{ground_};
};

Expected<void> read_empty(Assembly& into, SourceList& sources, std::size_t table) {
  into.table(table).entity = "empty";
  return into.read_rows(sources, table, [](const csv::Record&) { return std::optional<Message>{}; });
}

Expected<Reading> read(std::shared_ptr<SourceList> sources, std::span<const TableHead> heads,
                       const ReadOptions& options) {
  Assembly into("cap_collectif", options, *sources, heads);
  Site site(into, *sources);
  std::vector<Plan> plans;
  std::optional<std::size_t> first;
  for (std::size_t i = 0; i < heads.size(); ++i) {
    if (heads[i].empty) {
      if (auto done = read_empty(into, *sources, i); !done) return std::unexpected(done.error());
      continue;
    }
    Keys keys(heads[i].columns);
    const Table table = table_of(keys);
    if (table != Table::unknown) plans.push_back({i, keys, table, variant_of(keys, table)});
  }
  // The fullest variant first: what it says stays, the others fill what it leaves empty.
  std::stable_sort(plans.begin(), plans.end(), [](const Plan& a, const Plan& b) {
    const auto rank = [](const Plan& p) {
      return std::pair(std::find(kOrder.begin(), kOrder.end(), p.table) - kOrder.begin(), p.variant);
    };
    return rank(a) < rank(b);
  });
  for (const Plan& plan : plans) {
    if (!first) first = plan.index;
    if (auto done = site.read(plan, heads[plan.index].columns); !done) return std::unexpected(done.error());
  }
  for (std::size_t i = 0; i < sources->documents.size(); ++i) {
    if (!first) first = heads.size() + i;
    if (auto done = site.read_document(i); !done) return std::unexpected(done.error());
  }
  site.finish(first);
  return into.finish(std::move(sources));
}

}  // namespace

ConnectorDef connector() {
  return {
      "cap_collectif", {"Cap Collectif, CSV et JSON", "Cap Collectif, CSV and JSON"}, &sniff, &read, &sniff_documents};
}

}  // namespace boussole::connectors::cap_collectif
