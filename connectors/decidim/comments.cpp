#include <algorithm>
#include <string>
#include <vector>

#include "connectors/decidim/sink.h"

namespace boussole::connectors::decidim {

namespace {

using engine::Comment;
using engine::ParticipantKind;

/// All `*_comments` files: ids are of one series whatever the comment is on.
class CommentSink final : public RowSink {
 public:
  using RowSink::RowSink;

 private:
  std::optional<Refusal> read_row(const Cells& cells) override {
    const auto id = cells.id(Field::id);
    if (!id) return id.error();
    const auto created = cells.sure_time(Field::created);
    if (!created) return created.error();
    Comment c;
    c.id = *id;
    c.created = *created;
    c.target = cells.number(Field::target_id);
    c.reply = cells.text(Field::target_type).ends_with("::Comment");  // Decidim::Comments::Comment
    read_root(cells, c);
    read_author(cells, c);
    read_scalars(cells, c);
    voted_ = cells.has(Field::up_votes) || cells.has(Field::down_votes);
    up_ = cells.count(Field::up_votes);
    down_ = cells.count(Field::down_votes);
    const auto read = read_text(cells, cells.cell(Field::body), engine::TextSignature::Of::comment, false);
    c.text = read.features;
    c.text_signature = read.signature;
    add(c);
    return std::nullopt;
  }

  /// Comments on one thing mostly stand together, so the last address is remembered.
  void read_root(const Cells& cells, Comment& c) {
    const std::string_view address = cells.text(Field::root_url);
    if (address.empty()) return;
    if (address != root_.address) {
      root_.address = address;
      const Url url = split_url(root_.address);
      root_.key = path_key(url.path);
      root_.space = pools_.space(url.path);
      root_.host = pools_.host_place(url);
      const std::string_view collection = collection_of(url.path);
      root_.kind = 0;
      while (root_.kind < kRoots && kCommented[root_.kind].first != collection) ++root_.kind;
    }
    c.root_key = root_.key;
    c.space = root_.space;
    pools_.host(root_.host, root_.address.starts_with("https"));
    if (root_.kind < kRoots) ++roots_[root_.kind];
  }

  void read_author(const Cells& cells, Comment& c) {
    const std::string_view author = cells.text(Field::author_id);
    if (author.empty()) return;
    // Destroying an account empties its name and keeps its id.
    const bool deleted = (cells.has(Field::author_name) && !cells.filled(Field::author_name)) ||
                         cells.flag(Field::deleted).value_or(false);
    c.author = static_cast<std::uint32_t>(pools_.people.size());
    pools_.people.push_back(
        {builder_.pseudonyms()(ParticipantKind::person, author), 0, ParticipantKind::person, deleted});
  }

  void read_scalars(const Cells& cells, Comment& c) {
    c.locale = pools_.locale(cells.text(Field::locale));
    if (const auto alignment = cells.decimal(Field::alignment))
      c.alignment = static_cast<std::int8_t>((*alignment > 0) - (*alignment < 0));
    if (const auto depth = cells.count(Field::depth)) c.depth = static_cast<std::uint8_t>(std::min(*depth, 255));
  }

  void add(const Comment& c) {
    Digest digest;
    digest.add(c.target).add(c.root_key).add(c.created).add(c.text);
    digest.add(c.author ? pools_.people[*c.author].key : 0);
    digest.add((std::uint64_t{c.depth} << 16) | (std::uint64_t{c.reply} << 8) | static_cast<std::uint8_t>(c.alignment));
    rows_.push_back(c);
    metas_.push_back({filled_, digest.value()});
    if (voted_) votes_.push_back({0, up_, down_});
  }

  void merge(Builder& builder, Table& table, BlockMaps& maps) override {
    Chunked<Comment>& comments = builder.data.comments;
    constexpr std::size_t kAhead = 12;  // as long as memory takes to answer
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (i + kAhead < rows_.size()) {
        builder.comments.ids.prefetch(rows_[i + kAhead].id);
        if (rows_[i + kAhead].author) builder.prefetch_participant(pools_.people[*rows_[i + kAhead].author].key);
      }
      Comment& c = rows_[i];
      const Placement place = builder.place(comments, builder.comments, c.id, c, metas_[i], &table);
      if (place.verdict == Verdict::kept) continue;
      c.author = maps.person(c.author);
      c.space = maps.space(c.space);
      c.locale = maps.locale(c.locale);
      c.text_signature = maps.signature(c.text_signature, c.author, c.space);
      Builder::store(comments, place, c);
      if (i < votes_.size()) add_votes(builder, place, votes_[i]);
    }
    for (std::size_t i = 0; i < kRoots; ++i) table.roots[i] += roots_[i];
  }

  static void add_votes(Builder& builder, Placement place, CommentVotes votes) {
    votes.comment = place.at;
    auto& all = builder.comment_votes;
    if (place.verdict == Verdict::replaced) std::erase_if(all, [&](const auto& v) { return v.comment == place.at; });
    all.push_back(votes);
  }

  void clear() override {
    rows_.clear();
    votes_.clear();
    roots_ = {};
    root_ = {};
  }

  struct Root {
    std::string address;
    std::uint64_t key = 0;
    OptionalIndex space, host;  ///< places of the block
    std::size_t kind = kRoots;
  };

  std::vector<Comment> rows_;
  std::vector<CommentVotes> votes_;  ///< one a row, or none at all
  bool voted_ = false;
  OptionalCount up_, down_;
  std::array<std::int64_t, kRoots> roots_{};
  Root root_;
};

}  // namespace

std::unique_ptr<RowSink> make_comment_sink(const Table& table, const Builder& builder) {
  return std::make_unique<CommentSink>(table, builder);
}

}  // namespace boussole::connectors::decidim
