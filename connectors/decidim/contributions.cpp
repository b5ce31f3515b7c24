#include <algorithm>
#include <array>
#include <optional>

#include "connectors/decidim/authors.h"
#include "connectors/decidim/sink.h"
#include "connectors/decidim/space_rows.h"
#include "connectors/hash.h"

namespace boussole::connectors::decidim {

namespace {

using engine::Contribution;
using engine::ContributionKind;
using engine::Origin;
using engine::State;

ContributionKind kind_of(Entity entity) {
  switch (entity) {
    case Entity::debates:
      return ContributionKind::debate;
    case Entity::initiatives:
      return ContributionKind::initiative;
    case Entity::posts:
      return ContributionKind::post;
    default:
      return ContributionKind::proposal;
  }
}

constexpr std::array<std::pair<std::string_view, State>, 6> kStates{{{"accepted", State::accepted},
                                                                     {"rejected", State::rejected},
                                                                     {"evaluating", State::evaluating},
                                                                     {"withdrawn", State::withdrawn},
                                                                     {"not_answered", State::not_answered},
                                                                     {"draft", State::draft}}};

/// Blank before the answer is published; any token from 0.29 on, where an installation may have its own states.
State state_of(std::string_view token, ContributionKind kind) {
  if (token.empty()) return State::none;
  // An initiative that collects signatures waits for no answer yet.
  if (kind == ContributionKind::initiative && (token == "published" || token == "open")) return State::none;
  for (const auto& [name, state] : kStates)
    if (token == name) return state;
  return State::other;
}

/// Proposals, debates, posts and initiatives.
class ContributionSink final : public RowSink {
 public:
  ContributionSink(const Table& table, const Builder& builder)
      : RowSink(table, builder), entity_(table.layout.entity), kind_(kind_of(entity_)) {}

 private:
  /// The address of an initiative that an export before 0.30 leaves out, by its id or the end of its reference; empty
  /// where there is one, or nothing to make it of.
  std::string made_address(const Cells& cells) const {
    if (kind_ != ContributionKind::initiative || !cells.text(Field::url).empty()) return {};
    const auto id = trailing_number(cells.text(cells.has(Field::id) ? Field::id : Field::slug));
    return id ? "/initiatives/i-" + std::to_string(*id) : std::string();
  }

  std::optional<Refusal> read_row(const Cells& cells) override {
    Contribution c;
    c.kind = kind_;
    const std::string made = made_address(cells);
    const Url url = split_url(made.empty() ? cells.text(Field::url) : std::string_view(made));
    if (!url.path.empty()) c.url_key = path_key(url.path);
    if (cells.has(Field::id)) {
      const auto id = cells.id(Field::id);
      if (!id) return id.error();
      c.id = *id;
    } else {  // initiatives have no id but the one in their address
      if (url.path.empty()) return Refusal{Reason::bad_id, 0};
      c.id = trailing_number(url.path).value_or(c.url_key);
    }
    const auto created = cells.sure_time(Field::created);
    if (!created) return created.error();
    const auto published = cells.sure_time(Field::published);
    if (!published) return published.error();
    c.created = *created;
    c.published = *published;
    c.space = read_space(cells, url);
    pools_.host(url);
    read_people(cells, c);
    read_texts(cells, c);
    read_scalars(cells, c);
    read_links(cells, c);
    c.themes = read_themes(cells);
    add(cells, c, url);
    return std::nullopt;
  }

  void read_people(const Cells& cells, Contribution& c) {
    const Authors authors = read_authors(cells, builder_.pseudonyms(), pools_);
    c.authors = authors.span;
    c.origin = authors.origin;
    // An initiative is by nature somebody's, and its file has no addresses of authors.
    if (kind_ == ContributionKind::initiative && c.authors.count > 0) c.origin = Origin::participant;
    c.official = c.origin == Origin::organiser;
    c.coauthors = cells.count(Field::coauthors);
    if (!c.coauthors && c.authors.count > 0) c.coauthors = static_cast<std::int32_t>(c.authors.count);
    profile_ = authors.profile;
  }

  void read_texts(const Cells& cells, Contribution& c) {
    const Cells::Cell body = cells.cell(Field::body);
    c.locale = locale_of(cells, body);
    if (!c.locale) c.locale = locale_of(cells, cells.cell(Field::title));
    const bool rich = kind_ != ContributionKind::proposal;
    const auto text = read_text(cells, body, engine::TextSignature::Of::contribution, rich);
    c.text = text.features;
    c.text_signature = text.signature;
    // The conclusions of a debate are whoever's who closed it: no answer of the organiser.
    if (kind_ == ContributionKind::debate) return;
    const auto answer = read_text(cells, cells.cell(Field::answer), engine::TextSignature::Of::answer, true);
    c.answer = answer.features;
    c.answer_signature = answer.signature;
    c.has_answer_text = answer.features.words > 0;
  }

  void read_scalars(const Cells& cells, Contribution& c) {
    c.updated = cells.time(Field::updated);
    c.answered = cells.time(Field::answered);
    c.component = cells.number(Field::component);
    c.votes = cells.count(Field::votes);
    c.comments = cells.count(Field::comments);
    c.endorsements = cells.count(Field::endorsements);
    c.follows = cells.count(Field::follows);
    c.state = state_of(cells.text(Field::state), kind_);
    c.withdrawn = cells.flag(Field::withdrawn).value_or(false) || c.state == State::withdrawn ||
                  cells.time(Field::withdrawn_at).has_value();
    c.amendment = cells.flag(Field::is_amendment).value_or(false);
    c.located = located(cells);
    const auto in_meeting = cells.flag(Field::created_in_meeting);
    c.created_in_meeting = in_meeting.value_or(false) || c.origin == Origin::meeting;
    c.created_in_meeting_known = in_meeting.has_value() || c.origin == Origin::meeting;
  }

  void read_links(const Cells& cells, Contribution& c) {
    if (cells.has(Field::related)) {
      c.related = RowSink::read_links(cells.text(Field::related));
      c.links = static_cast<std::int32_t>(c.related.count);
    }
    if (!c.amendment) return;
    const Url amended = split_url(cells.text(Field::amends_url));
    if (!amended.path.empty()) c.amends = path_key(amended.path);
  }

  void add(const Cells& cells, const Contribution& c, const Url& url) {
    Digest digest;
    digest.add(c.created).add(c.published).add(c.answered).add(c.updated).add(c.text).add(c.answer);
    digest.add(c.votes).add(c.comments).add(c.endorsements).add(c.follows).add(c.coauthors).add(c.links);
    digest.add(c.url_key).add(c.amends).add(c.component);
    digest.add((static_cast<std::uint64_t>(c.state) << 8) | (std::uint64_t{c.withdrawn} << 2) |
               (std::uint64_t{c.amendment} << 1) | std::uint64_t{c.located});
    for (std::uint32_t i = 0; i < c.authors.count; ++i) digest.add(pools_.people[c.authors.begin + i].key);
    rows_.push_back(c);
    profiles_.push_back(profile_);
    metas_.push_back({filled_, digest.value()});
    if (kind_ == ContributionKind::initiative) spaces_.add(cells, url, *this, metas_.back());
    if (kind_ == ContributionKind::debate && c.official) add_official(cells, c, digest.value());
  }

  void add_official(const Cells& cells, const Contribution& c, std::uint32_t content) {
    for (const Field field : {Field::body, Field::instructions})
      if (auto text = read_official(cells, field)) {
        text->space = c.space;
        officials_.push_back({mix(c.id, static_cast<std::uint64_t>(field)), *text, c.updated, content});
      }
  }

  void merge(Builder& builder, Table& table, BlockMaps& maps) override {
    Chunked<Contribution>& rows = builder.data.contributions;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      Contribution& c = rows_[i];
      const std::uint64_t key = mix(c.id, static_cast<std::uint64_t>(c.kind));
      const Placement place = builder.place(rows, builder.contributions, key, c, metas_[i], &table);
      if (place.verdict == Verdict::kept) continue;
      c.space = maps.space(c.space);
      c.locale = maps.locale(c.locale);
      c.authors = maps.authors(c.authors);
      c.themes = maps.themes(c.themes);
      c.related = maps.links(c.related);
      const OptionalIndex first =
          c.authors.count > 0 ? OptionalIndex(builder.data.author_pool[c.authors.begin]) : OptionalIndex{};
      c.text_signature = maps.signature(c.text_signature, first, c.space);
      c.answer_signature = maps.signature(c.answer_signature, std::nullopt, c.space);
      Builder::store(rows, place, c);
      if (builder.keep_profiles) Builder::store(builder.profile_keys, place, profiles_[i]);
    }
    for (const OfficialRow& row : officials_) builder.add_official(row, maps);
    spaces_.merge(builder, nullptr);
  }

  void clear() override {
    rows_.clear();
    profiles_.clear();
    officials_.clear();
    spaces_.clear();
  }

  Entity entity_;
  ContributionKind kind_;
  std::uint64_t profile_ = 0;
  std::vector<Contribution> rows_;
  std::vector<std::uint64_t> profiles_;
  std::vector<OfficialRow> officials_;
  SpaceRows spaces_;
};

}  // namespace

std::unique_ptr<RowSink> make_contribution_sink(const Table& table, const Builder& builder) {
  return std::make_unique<ContributionSink>(table, builder);
}

}  // namespace boussole::connectors::decidim
