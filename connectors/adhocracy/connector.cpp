#include "connectors/adhocracy/connector.h"

#include <algorithm>

#include "connectors/assembly.h"
#include "connectors/csv/values.h"
#include "connectors/hash.h"
#include "connectors/text_cells.h"

namespace boussole::connectors::adhocracy {

namespace {

using engine::Presence;
using Of = engine::VoteTotal::Of;

/// A column by its English or German name.
struct Named {
  std::string_view english, german;
};
constexpr Named kLink{"Link", "Link"}, kName{"Name", "Name"}, kBody{"Description", "Beschreibung"},
    kCreator{"Creator", "Ersteller*in"}, kCreated{"Created", "Erstellt"},
    kFor{"Positive ratings", "Positive Bewertungen"}, kAgainst{"Negative ratings", "Negative Bewertungen"},
    kCount{"Comment count", "Anzahl Kommentare"}, kComments{"Comments", "Kommentare"},
    kCategory{"Category", "Kategorie"}, kStatement{"Official Statement", "Offizielle Rückmeldung"};

std::string_view cell(const Columns& columns, const csv::Record& row, const Named& name) {
  const std::string_view english = columns.cell(row, name.english);
  return english.empty() ? columns.cell(row, name.german) : english;
}
bool has(const Columns& columns, const Named& name) { return columns.find(name.english) || columns.find(name.german); }

bool known(const std::vector<std::string>& names) {
  const Columns columns(names);
  return has(columns, kLink) && has(columns, kCreator) && has(columns, kFor) && has(columns, kAgainst) &&
         has(columns, kCount);
}

std::size_t sniff(std::span<const TableHead> heads) {
  return static_cast<std::size_t>(
      std::count_if(heads.begin(), heads.end(), [](const auto& h) { return known(h.columns); }));
}

class Module {
 public:
  Module(Assembly& into, std::uint32_t space) : into_(into), space_(space) {}

  std::optional<Message> idea(const csv::Record& row, const Columns& columns, std::size_t table) {
    const std::string_view link = cell(columns, row, kLink);
    if (link.empty())
      return Message{"no_link", {"l’adresse de la contribution manque", "the link of the idea is missing"}};
    engine::Contribution c;
    c.id = c.url_key = hash_bytes(link);
    if (!seen_.insert(c.id, static_cast<std::uint32_t>(into_.data.contributions.size())).second) {
      ++into_.table(table).rows_duplicate;
      return std::nullopt;
    }
    c.created = c.published = csv::parse_time(cell(columns, row, kCreated));
    c.space = space_;
    c.origin = engine::Origin::participant;
    c.authors.begin = static_cast<std::uint32_t>(into_.data.author_pool.size());
    OptionalIndex author;
    if (const std::string_view name = cell(columns, row, kCreator); !name.empty()) {
      author = into_.participant(name);
      into_.data.author_pool.push_back(*author);
      c.authors.count = 1;
    }
    const auto body = columns.find(has(columns, kBody) ? (columns.find(kBody.english) ? kBody.english : kBody.german)
                                                       : kName.english);
    const auto measured =
        into_.text(row, body.value_or(0), table, engine::TextSignature::Of::contribution, author, space_);
    c.text = measured.features;
    c.text_signature = measured.signature;
    c.comments = count_of(cell(columns, row, kCount));
    c.answer = Assembly::features(cell(columns, row, kStatement), false);
    c.has_answer_text = c.answer.words > 0;
    into_.seen(c.created);
    into_.fill("proposals.author", author.has_value());
    into_.fill("proposals.body", c.text.words > 0);
    const auto target = static_cast<std::uint32_t>(into_.votes.targets.size());
    into_.votes.targets.push_back(
        {c.url_key, static_cast<std::uint32_t>(into_.data.contributions.size()), {}, {}, space_, false});
    rated(target, Of::positive, count_of(cell(columns, row, kFor)));
    rated(target, Of::negative, count_of(cell(columns, row, kAgainst)));
    into_.data.contributions.push_back(c);
    comments(cell(columns, row, kComments), c.url_key);
    return std::nullopt;
  }

 private:
  void rated(std::uint32_t target, Of of, OptionalCount count) {
    if (count)
      into_.votes.totals.push_back({of, engine::VoteScale::up_down, engine::VoteChannel::online, target, {}, *count});
  }

  /// "DATE - user", a line end, the text; replies begin with "@reply:"; "----" on a line of its own between them.
  void comments(std::string_view all, std::uint64_t root) {
    OptionalIndex parent;
    for (const std::string_view line_end : {"\xE2\x80\xA8", "\n"}) {
      const std::string between = std::string(line_end) + "----" + std::string(line_end);
      if (all.find(line_end) == std::string_view::npos && line_end != std::string_view("\n")) continue;
      while (!all.empty()) {
        const std::size_t end = std::min(all.find(between), all.size());
        comment(all.substr(0, end), line_end, root, parent);
        all.remove_prefix(std::min(end + between.size(), all.size()));
      }
    }
  }

  void comment(std::string_view one, std::string_view line_end, std::uint64_t root, OptionalIndex& parent) {
    const bool reply = one.starts_with("@reply:");
    if (reply) one = csv::trimmed(one.substr(7));
    const std::size_t head = one.find(line_end), dash = one.find(" - ");
    if (head == std::string_view::npos || dash == std::string_view::npos || dash > head) return;
    engine::Comment c;
    const auto row = static_cast<std::uint32_t>(into_.data.comments.size());
    c.id = mix(root, row + 1);
    c.root_key = root;
    c.space = space_;
    c.created = csv::parse_time(one.substr(0, dash));
    c.author = into_.participant(one.substr(dash + 3, head - dash - 3));
    c.text = Assembly::features(one.substr(head + line_end.size()), has_markup(one));
    c.reply = reply;
    c.orphan = reply && !parent;
    c.depth = reply ? 1 : 0;
    if (reply) c.parent = parent;
    c.target = reply && parent ? into_.data.comments[*parent].id : root;
    if (!reply) parent = row;
    into_.seen(c.created);
    into_.data.comments.push_back(c);
  }

  Assembly& into_;
  std::uint32_t space_;
  FlatMap seen_;
};

Expected<Reading> read(std::shared_ptr<SourceList> sources, std::span<const TableHead> heads,
                       const ReadOptions& options) {
  Assembly into("adhocracy", options, *sources, heads);
  Module module(
      into,
      into.space(
          {engine::SpaceKind::process, "/module", "", {"Module", "Module"}, {}, {}, {}, {}, {}, {}, false, false}));
  for (std::size_t i = 0; i < heads.size(); ++i) {
    if (!known(heads[i].columns)) continue;
    const Columns columns(heads[i].columns);
    into.table(i).entity = "ideas";
    into.table(i).columns_personal = {std::string(columns.find(kCreator.english) ? kCreator.english : kCreator.german)};
    auto done = into.read_rows(*sources, i, [&](const csv::Record& row) { return module.idea(row, columns, i); });
    if (!done) return std::unexpected(done.error());
    into.table(i).rows_read -= into.table(i).rows_duplicate;
  }
  auto& can = into.data.capabilities;
  for (const char* field : {"proposals", "proposals.author", "proposals.body"}) can[field] = Presence::full;
  for (const char* field : {"comments", "comments.author", "comments.body", "comments.parent", "comments.depth"})
    can[field] = Presence::partial;
  can["comments.root"] = Presence::full;
  can["votes"] = Presence::aggregate;  // totals of ratings; who rated is in no export
  can["participants"] = Presence::partial;
  into.data.platform_name = "adhocracy+";
  into.data.generation = "adhocracy+ XLSX";
  return into.finish(std::move(sources));
}

}  // namespace

ConnectorDef connector() { return {"adhocracy", {"adhocracy+, XLSX", "adhocracy+, XLSX"}, &sniff, &read}; }

}  // namespace boussole::connectors::adhocracy
