// Rows of the back office's exports: an investment or a proposal, in newer versions once for each of its comments.
#include "connectors/consul/tables.h"
#include "connectors/hash.h"

namespace boussole::connectors::consul {

using engine::VoteScale;
using Of = engine::VoteTotal::Of;

Expected<void> Platform::read_export(Table kind, std::size_t table, const Columns& columns) {
  const ExportColumns at(columns);
  engine::SourceRecord& about = into_.table(table);
  about.entity = entity_of(kind);
  about.columns_personal = at.personal;
  about.columns_ignored = at.ignored;
  ++held_.tables;
  ++held_.exports;
  held_.author += at.author ? 1 : 0;
  held_.body += at.text ? 1 : 0;
  held_.votes += at.supports ? 1 : 0;
  held_.themes += at.scope ? 1 : 0;
  if (at.comment_id) {
    has_comments_ = true;
    if (!comment_table_) comment_table_ = table;
  }
  const Assembly::Prepare prepare = [&](const csv::Record& record, Assembly::Prepared& out) {
    const Place& text = at.comment_text ? at.comment_text : at.text;
    if (text) Assembly::prepare_text(record, text.column(), out);
    const std::string_view who = at.comment_author ? at.comment_author(record) : at.author(record);
    if (who.empty()) return;
    out.who = into_.person_key(who);
    out.who_cell = who.data();
  };
  auto done = into_.read_rows(
      sources_, table, [&](const csv::Record& record) { return export_row(kind, record, at, table); }, prepare);
  about.rows_read -= about.rows_duplicate;
  if (at.author_by_name)
    note(about, "names_and_emails",
         "Les auteurs sont désignés par un nom d’utilisateur, les commentaires par un courriel : une personne qui a "
         "fait les deux compte deux fois.",
         "Authors are known by a user name, comments by an e-mail: a person who did both counts twice.");
  return done;
}

std::optional<Message> Platform::export_row(Table kind, const csv::Record& record, const ExportColumns& at,
                                            std::size_t table) {
  const auto id = id_of(at.id(record));
  const OptionalTime created = moment(at.created(record), "");
  if (!id || (!created && !at.created(record).empty())) return bad_row();
  const bool commented = !at.comment_id(record).empty();
  const auto comment_id = id_of(at.comment_id(record));
  const OptionalTime written = moment(at.comment_created(record), "");
  if (commented && (!comment_id || (!written && !at.comment_created(record).empty()))) return bad_row();
  const std::uint64_t key = root_key(kind, *id);
  const bool fresh = proposals_.find(key) == FlatMap::kNone;
  if (fresh) export_item(kind, *id, created, record, at, table);
  const bool said = commented && export_comment(key, *id, *comment_id, written, record, at, table);
  if (!fresh && !said) ++into_.table(table).rows_duplicate;
  return std::nullopt;
}

void Platform::export_item(Table kind, std::uint64_t id, OptionalTime created, const csv::Record& record,
                           const ExportColumns& at, std::size_t table) {
  engine::Dataset& data = into_.data;
  const auto row = static_cast<std::uint32_t>(data.contributions.size());
  engine::Contribution c;
  c.id = id;
  c.url_key = root_key(kind, id);
  c.kind = engine::ContributionKind::proposal;
  c.created = c.published = created;
  const std::uint32_t space = space_of(kind, "");
  c.space = space;
  proposals_.insert(c.url_key, space);
  export_rows_.insert(c.url_key, row);
  const OptionalIndex author = sign(c, at.author(record));
  if (at.text) {
    const auto measured =
        into_.text(record, at.text.column(), table, engine::TextSignature::Of::contribution, author, space);
    c.text = measured.features;
    c.text_signature = measured.signature;
    into_.fill("proposals.body", c.text.words > 0);
  }
  c.votes = quick_count(at.supports(record));
  // One row for each comment: none is a count too. Where no column speaks of comments, nothing is known.
  if (at.comment_id) c.comments = 0;
  c.state = state_of(at.feasibility(record), at.finished(record), at.selected(record));
  c.themes = heading(at.scope(record));
  into_.seen(created);
  into_.fill("proposals.author", author.has_value());
  if (at.created) into_.fill("proposals.created_at", created.has_value());
  if (at.supports) into_.fill("proposals.votes", c.votes.has_value());
  const auto target = static_cast<std::uint32_t>(into_.votes.targets.size());
  into_.votes.targets.push_back({c.url_key, row, {}, {}, space, false});
  total(target, Of::all, VoteScale::support, c.votes);
  data.contributions.emplace_back() = c;
}

bool Platform::export_comment(std::uint64_t on, std::uint64_t on_id, std::uint64_t id, OptionalTime created,
                              const csv::Record& record, const ExportColumns& at, std::size_t table) {
  engine::Dataset& data = into_.data;
  if (!comments_.insert(id, static_cast<std::uint32_t>(data.comments.size())).second) return false;
  engine::Comment c;
  c.id = id;
  c.root_key = on;
  c.created = created;
  c.space = proposals_.find(on);
  const auto parent = id_of(at.comment_parent(record));
  c.reply = parent.has_value();
  c.target = parent.value_or(on_id);
  if (const std::string_view user = at.comment_author(record); !user.empty()) c.author = person(user, "");
  if (at.comment_text) {
    const auto measured =
        into_.text(record, at.comment_text.column(), table, engine::TextSignature::Of::comment, c.author, c.space);
    c.text = measured.features;
    c.text_signature = measured.signature;
  }
  if (const std::uint32_t row = export_rows_.find(on); row != FlatMap::kNone) {
    OptionalCount& count = data.contributions[row].comments;
    count = count.value_or(0) + 1;
  }
  into_.seen(created);
  into_.fill("comments.author", c.author.has_value());
  into_.fill("comments.body", c.text.words > 0);
  into_.fill("comments.created_at", created.has_value());
  data.comments.emplace_back() = c;
  return true;
}

engine::PoolSpan Platform::heading(std::string_view name) {
  auto& data = into_.data;
  engine::PoolSpan span{static_cast<std::uint32_t>(data.theme_pool.size()), 0};
  if (name.empty()) return span;
  const auto known = headings_.find(std::string(name));
  std::uint32_t theme = known == headings_.end() ? 0 : known->second;
  if (known == headings_.end()) {
    theme = static_cast<std::uint32_t>(data.themes.size());
    headings_.emplace(name, theme);
    engine::Theme scope;
    scope.kind = engine::Theme::Kind::scope;
    scope.id = hash_bytes(name);
    scope.name = {std::string(name), std::string(name)};
    data.themes.push_back(std::move(scope));
  }
  data.theme_pool.push_back(theme);
  span.count = 1;
  return span;
}

}  // namespace boussole::connectors::consul
