#include "connectors/adhocracy/connector.h"

#include <algorithm>
#include <array>

#include "connectors/assembly.h"
#include "connectors/csv/values.h"
#include "connectors/hash.h"
#include "connectors/mapped/personal.h"
#include "connectors/mapped/values.h"
#include "connectors/text_cells.h"

namespace boussole::connectors::adhocracy {

namespace {

using engine::Presence;
using Of = engine::VoteTotal::Of;

constexpr std::uint64_t kCommentIds = 0x61646863'00000000ULL;  ///< apart from ids made of addresses

/// A column by the names that versions and languages (English, German) give it.
using Named = std::array<std::string_view, 6>;
constexpr Named kLink{"Link"}, kName{"Name", "Title", "Titel"},
    kBody{"Description", "Beschreibung", "Description text", "Beschreibungstext"},
    kCreator{"Creator", "Ersteller*in", "Ersteller", "Urheber", "Urheber*in", "Verfasser*in"},
    kCreated{"Created", "Erstellt", "Erstellt am"}, kFor{"Positive ratings", "Positive Bewertungen"},
    kAgainst{"Negative ratings", "Negative Bewertungen"}, kCount{"Comment count", "Anzahl Kommentare"},
    kComments{"Comments", "Kommentare"}, kStatement{"Official Statement", "Offizielle Rückmeldung", "Feedback"},
    kFeedback{"Moderator feedback", "Rückmeldung der Moderation", "Status"}, kId{"ID"},
    kComment{"Comment", "Kommentar"}, kReplyTo{"Reply to Comment", "Antwort auf den Kommentar", "replies_to"},
    kReference{"Reference No.", "Referenznummer", "Referenz-Nr."},
    kReplyToReference{"Reply to Reference", "Antwort auf Referenz"};

std::optional<std::size_t> find(const Columns& columns, const Named& names) {
  for (const std::string_view name : names)
    if (const auto at = name.empty() ? std::nullopt : columns.find(name)) return at;
  return std::nullopt;
}

std::string_view cell(const Columns& columns, const csv::Record& row, const Named& names) {
  const auto at = find(columns, names);
  return at ? row[*at] : std::string_view{};
}
bool has(const Columns& columns, const Named& names) { return find(columns, names).has_value(); }

enum class Export : std::uint8_t { none, items, comments };

/// Ideas, proposals, topics with their ratings; subjects of a debate, which nobody rates; comments, one a row.
Export export_of(const std::vector<std::string>& names) {
  const Columns columns(names);
  if (!has(columns, kLink) || !has(columns, kCreator)) return Export::none;
  if (has(columns, kCount) && (has(columns, kFor) || has(columns, kReference))) return Export::items;
  const bool replies = has(columns, kReplyTo) || has(columns, kReplyToReference);
  return replies && has(columns, kId) && has(columns, kComment) ? Export::comments : Export::none;
}

std::size_t sniff(std::span<const TableHead> heads) {
  return static_cast<std::size_t>(
      std::count_if(heads.begin(), heads.end(), [](const auto& h) { return export_of(h.columns) != Export::none; }));
}

/// What says who somebody is: names of creators, and how to reach them.
std::vector<std::string> personal_of(const std::vector<std::string>& names) {
  std::vector<std::string> out;
  for (const std::string& name : names) {
    if (name.empty()) continue;
    const std::string word = mapped::folded(name);
    const auto part = [&](std::string_view text) { return word.find(text) != std::string::npos; };
    const bool creator = std::find(kCreator.begin(), kCreator.end(), name) != kCreator.end();
    if (creator || mapped::looks_personal(name) || part("creator") || part("urheber") || part("mail") ||
        part("telefon") || part("kontakt") || part("contact consent") || part("bilendi"))
      out.push_back(name);
  }
  return out;
}

/// What moderators said of an idea, in the words of the platform; a word that is not among them says that they spoke.
engine::State state_of(std::string_view said) {
  using enum engine::State;
  const std::string word = mapped::folded(said);
  const auto among = [&](Named words) { return std::find(words.begin(), words.end(), word) != words.end(); };
  if (word.empty() || word == "none") return none;
  if (among(Named{"under consideration", "qualified for next phase", "wird uberpruft", "in prufung",
                  "grundlage der nachsten phase", "qualifiziert fur die nachste phase"}))
    return evaluating;
  if (among(Named{"accepted", "will be implemented", "angenommen", "wird ubernommen", "wird umgesetzt"}))
    return accepted;
  if (among(Named{"rejected", "will not be pursued", "abgelehnt", "wird nicht weiterverfolgt", "nicht ubernommen"}))
    return rejected;
  return other;
}

/// Comments have the address of what they are on, with their own id behind it where the version writes it.
std::string_view without_anchor(std::string_view link) { return link.substr(0, link.find_first_of("?#")); }

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
    const auto body = has(columns, kBody) ? find(columns, kBody) : find(columns, kName);
    const auto measured =
        into_.text(row, body.value_or(0), table, engine::TextSignature::Of::contribution, author, space_);
    c.text = measured.features;
    c.text_signature = measured.signature;
    c.comments = count_of(cell(columns, row, kCount));
    c.answer = Assembly::features(cell(columns, row, kStatement), false);
    c.has_answer_text = c.answer.words > 0;
    c.state = state_of(cell(columns, row, kFeedback));
    into_.seen(c.created);
    into_.fill("proposals.author", author.has_value());
    into_.fill("proposals.body", c.text.words > 0);
    const auto target = static_cast<std::uint32_t>(into_.votes.targets.size());
    into_.votes.targets.push_back(
        {c.url_key, static_cast<std::uint32_t>(into_.data.contributions.size()), {}, {}, space_, false});
    rated(target, Of::positive, count_of(cell(columns, row, kFor)));
    rated(target, Of::negative, count_of(cell(columns, row, kAgainst)));
    into_.data.contributions.push_back(c);
    if (cells_have_comments) comments(cell(columns, row, kComments), c.url_key);
    return std::nullopt;
  }

  /// One comment of the export of comments.
  std::optional<Message> comment_row(const csv::Record& row, const Columns& columns, std::size_t table) {
    const std::string_view link = without_anchor(cell(columns, row, kLink));
    const auto number = csv::parse_integer(cell(columns, row, kId));
    if (link.empty() || !number)
      return Message{"no_link", {"l’adresse ou le numéro manque", "the link or the number is missing"}};
    engine::Comment c;
    c.id = mix(static_cast<std::uint64_t>(*number), kCommentIds);
    const auto at = static_cast<std::uint32_t>(into_.data.comments.size());
    if (!comments_seen_.insert(c.id, at).second) {
      ++into_.table(table).rows_duplicate;
      return std::nullopt;
    }
    c.root_key = hash_bytes(link);
    c.space = space_;
    c.created = csv::parse_time(cell(columns, row, kCreated));
    if (const std::string_view name = cell(columns, row, kCreator); !name.empty()) c.author = into_.participant(name);
    const std::string_view text = cell(columns, row, kComment);
    c.text = Assembly::features(text, has_markup(text));
    const auto parent = csv::parse_integer(cell(columns, row, kReplyTo));
    c.reply = parent.has_value();
    c.depth = c.reply ? 1 : 0;
    c.target = parent ? mix(static_cast<std::uint64_t>(*parent), kCommentIds) : c.root_key;
    into_.seen(c.created);
    const auto target = static_cast<std::uint32_t>(into_.votes.targets.size());
    into_.votes.targets.push_back({c.id, {}, {}, at, space_, false});
    rated(target, Of::positive, count_of(cell(columns, row, kFor)));
    rated(target, Of::negative, count_of(cell(columns, row, kAgainst)));
    into_.data.comments.push_back(c);
    return std::nullopt;
  }

  /// Parents may stand behind their replies, or in another sheet.
  void link_replies() {
    for (engine::Comment& c : into_.data.comments) {
      if (!c.reply || c.parent || c.orphan) continue;
      const std::uint32_t at = comments_seen_.find(c.target);
      c.orphan = at == FlatMap::kNone;
      if (!c.orphan) c.parent = at;
    }
  }

  bool cells_have_comments = true;  ///< false where comments have a sheet of their own: they are the same ones

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
  FlatMap seen_, comments_seen_;
};

Expected<Reading> read(std::shared_ptr<SourceList> sources, std::span<const TableHead> heads,
                       const ReadOptions& options) {
  Assembly into("adhocracy", options, *sources, heads);
  Module module(
      into,
      into.space(
          {engine::SpaceKind::process, "/module", "", {"Module", "Module"}, {}, {}, {}, {}, {}, {}, false, false}));
  module.cells_have_comments = std::none_of(
      heads.begin(), heads.end(), [](const TableHead& head) { return export_of(head.columns) == Export::comments; });
  for (std::size_t i = 0; i < heads.size(); ++i) {
    const Export kind = export_of(heads[i].columns);
    if (kind == Export::none) continue;
    const Columns columns(heads[i].columns);
    into.table(i).entity = kind == Export::items ? "ideas" : "comments";
    into.table(i).columns_personal = personal_of(heads[i].columns);
    auto done = into.read_rows(*sources, i, [&](const csv::Record& row) {
      return kind == Export::items ? module.idea(row, columns, i) : module.comment_row(row, columns, i);
    });
    if (!done) return std::unexpected(done.error());
    into.table(i).rows_read -= into.table(i).rows_duplicate;
  }
  module.link_replies();
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
