#include "examples/synthetic/truth.h"

#include <algorithm>
#include <set>

namespace boussole::synthetic {
namespace {

/// Which of the comments an export of one generation shows.
bool exported(const Platform& platform, const Comment& comment, Generation generation) {
  const bool late = comment.on == Subject::debate || comment.on == Subject::post;
  return shown(platform, comment) && (!late || generation >= Generation::v0_30);
}

std::int64_t word_count(const std::vector<std::string>& paragraphs) {
  std::int64_t words = 0;
  for (const std::string& paragraph : paragraphs) {
    bool inside = false;
    for (const char c : paragraph) {
      // An apostrophe and a hyphen separate, as for a reader who counts runs of letters and digits.
      const auto byte = static_cast<unsigned char>(c);
      const bool letter =
          byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
      if (letter && !inside) ++words;
      inside = letter;
    }
  }
  return words;
}

std::string theme(const Platform& platform, const std::optional<Index>& index) {
  return index ? platform.taxonomies[*index].name.front().text : "";
}

bool plausible(const std::string& name) {
  std::int64_t words = 0;
  bool start = true, all = true;
  for (const char c : name) {
    if (c == ' ') {
      start = true;
    } else if (start) {
      start = false;
      ++words;
      const auto byte = static_cast<unsigned char>(c);
      all = all && ((byte >= 'A' && byte <= 'Z') || byte >= 0x80);  // invented names begin with a capital, É included
    }
  }
  return words >= 2 && all;
}

void later(Truth& out, const std::optional<Time>& when) {
  if (when) out.newest = std::max(out.newest, *when);
}

class Counter {
 public:
  Counter(const Platform& platform, Generation generation) : platform_(platform), generation_(generation) {}

  Truth run() {
    for (const Proposal& row : platform_.proposals) {
      if (!shown(platform_, row)) continue;
      proposal(row);
      answer(row);
    }
    coconstruction();
    for (const Comment& row : platform_.comments)
      if (exported(platform_, row, generation_)) comment(row);
    threads();
    voices();
    components();
    people();
    clusters();
    for (const Space& space : platform_.spaces) {
      static constexpr const char* kKinds[] = {"processes", "assemblies", "conferences", "initiatives"};
      if (shown(platform_, space)) ++out_.spaces[kKinds[static_cast<int>(space.kind)]];
    }
    return std::move(out_);
  }

 private:
  void proposal(const Proposal& row) {
    ++out_.proposal_rows;
    later(out_, row.published);
    later(out_, row.answered);
    if (row.amends) {
      ++out_.amendments;
      if (row.state == "accepted") ++out_.amendments_accepted;
      return;
    }
    ++out_.proposals;
    if (row.withdrawn) ++out_.withdrawn;
    switch (row.authors.front().kind) {
      case Author::Kind::organisation:
        ++out_.official;
        break;
      case Author::Kind::meeting:
        ++out_.from_meetings;
        break;
      case Author::Kind::group:
        ++out_.by_groups;
        break;
      case Author::Kind::person:
        ++out_.by_people;
        break;
    }
    if (row.created_in_meeting) ++out_.created_in_meeting;
    if (row.latitude) ++out_.located;
    ++out_.by_state[row.withdrawn ? "withdrawn" : row.state];
    ++out_.by_category[theme(platform_, row.category)];
    ++out_.by_scope[theme(platform_, row.scope)];
    if (platform_.components[row.component].votes_hidden && generation_ >= Generation::v0_30)
      ++out_.votes_hidden;
    else
      out_.votes += row.votes;
  }

  void answer(const Proposal& row) {
    if (row.amends || row.withdrawn) return;
    if (row.answered) {
      ++out_.answered;
      out_.delays.push_back(*row.answered - *row.published);
      if (row.answer && word_count(*row.answer) >= 25) ++out_.answers_of_25_words;
    }
    if (row.authors.front().kind == Author::Kind::organisation) return;
    if (*row.published > platform_.extracted - 60 * kDay) return;
    ++out_.due;
    if (row.answered) ++out_.due_answered;
  }

  void coconstruction() {
    std::set<Index> amended, derived;
    for (Index i = 0; i < platform_.proposals.size(); ++i) {
      const Proposal& row = platform_.proposals[i];
      if (!shown(platform_, row)) continue;
      if (row.amends && row.state == "accepted") amended.insert(*row.amends);
      for (const Index source : row.copied_from) {
        if (!shown(platform_, platform_.proposals[source])) continue;
        derived.insert(i);
        derived.insert(source);
      }
    }
    for (Index i = 0; i < platform_.proposals.size(); ++i) {
      const Proposal& row = platform_.proposals[i];
      if (!shown(platform_, row) || row.amends) continue;
      const bool together = row.authors.size() >= 2;
      out_.coauthored += together ? 1 : 0;
      out_.amended += amended.contains(i) ? 1 : 0;
      out_.derived += derived.contains(i) ? 1 : 0;
      out_.coconstructed += together || amended.contains(i) || derived.contains(i) ? 1 : 0;
    }
    std::ranges::sort(out_.delays);
  }

  void comment(const Comment& row) {
    ++out_.comments;
    later(out_, row.created);
    if (row.on == Subject::proposal) ++out_.comments_on_proposals;
    if (row.alignment > 0) ++out_.in_favour;
    if (row.alignment < 0) ++out_.against;
    if (platform_.people[row.author].deleted) ++out_.by_deleted_accounts;
    ++out_.by_depth[row.depth];
    if (!row.parent) return;
    ++out_.replies;
    const Comment& parent = platform_.comments[*row.parent];
    if (!exported(platform_, parent, generation_))
      ++out_.orphans;
    else if (parent.author != row.author)
      ++out_.replies_to_another;
  }

  void threads() {
    struct Thread {
      std::vector<int> depths;
      std::int64_t in_favour = 0, against = 0;
    };
    std::map<std::pair<Subject, Index>, Thread> all;
    for (const Comment& row : platform_.comments) {
      if (!exported(platform_, row, generation_)) continue;
      Thread& thread = all[{row.on, row.root}];
      thread.depths.push_back(row.depth);
      if (row.alignment > 0) ++thread.in_favour;
      if (row.alignment < 0) ++thread.against;
    }
    for (const auto& [root, thread] : all) {
      if (thread.depths.size() >= 5) {
        ++out_.threads_of_5;
        std::int64_t beyond = 0, at_level = 0;
        for (std::int64_t k = 1; k <= 20; ++k) {
          if (std::ranges::count_if(thread.depths, [&](int depth) { return depth + 1 >= k; }) >= k) beyond = k;
          if (std::ranges::count_if(thread.depths, [&](int depth) { return depth + 1 == k; }) >= k) at_level = k;
        }
        out_.h_sum += beyond;
        out_.h_at_level_sum += at_level;
      }
      const std::int64_t oriented = thread.in_favour + thread.against;
      if (oriented < 5) continue;
      ++out_.oriented_threads_of_5;
      if (5 * std::min(thread.in_favour, thread.against) >= oriented) ++out_.contradictory;
    }
  }

  static AuthorTruth summed(const std::map<Index, std::int64_t>& counts) {
    AuthorTruth out;
    for (const auto& [person, count] : counts) {
      ++out.authors;
      out.contributions += count;
      ++out.histogram[count];
    }
    return out;
  }

  void voices() {
    std::map<Index, std::int64_t> all, commenters;
    const auto speaks = [&](const Author& author) {
      if (author.kind == Author::Kind::person || author.kind == Author::Kind::group) ++all[author.person];
    };
    for (const Proposal& row : platform_.proposals)
      if (shown(platform_, row))
        for (const Author& author : row.authors) speaks(author);
    if (generation_ >= Generation::v0_30)
      for (const Debate& row : platform_.debates)
        if (shown(platform_, platform_.components[row.component])) speaks(row.author);
    for (const Comment& row : platform_.comments) {
      if (!exported(platform_, row, generation_)) continue;
      ++all[row.author];
      ++commenters[row.author];
    }
    out_.voices = summed(all);
    out_.commenters = summed(commenters);
    std::erase_if(all, [&](const auto& entry) { return platform_.people[entry.first].verified; });
    out_.voices_without_badges = summed(all);
  }

  template <class Row>
  bool listed(const Row& row) const {
    return shown(platform_, platform_.components[row.component]);
  }

  void components() {
    for (const Meeting& row : platform_.meetings) {
      if (!listed(row)) continue;
      ++out_.meetings;
      if (row.withdrawn) ++out_.meetings_withdrawn;
      if (row.minutes) ++out_.meetings_with_minutes;
    }
    results();
    for (const Project& row : platform_.projects) {
      if (!listed(row)) continue;
      ++out_.projects;
      out_.amount += row.amount;
      if (points_to_shown(row.proposals)) ++out_.projects_linked;
      if (!row.selected) continue;
      ++out_.projects_selected;
      out_.amount_selected += row.amount;
    }
    const auto count = [&](const auto& rows) {
      return std::ranges::count_if(rows, [&](const auto& row) { return listed(row); });
    };
    out_.debates = count(platform_.debates);
    out_.posts = count(platform_.posts);
    out_.pages = count(platform_.pages);
    out_.survey_responses = count(platform_.survey_responses);
  }

  bool points_to_shown(const std::vector<Index>& proposals) const {
    return std::ranges::any_of(proposals, [&](Index i) { return shown(platform_, platform_.proposals[i]); });
  }

  void results() {
    for (Index i = 0; i < platform_.results.size(); ++i) {
      const Result& row = platform_.results[i];
      if (!listed(row)) continue;
      ++out_.results;
      const bool finished = row.progress == 100;
      if (finished) ++out_.results_finished;
      if (row.end && *row.end <= platform_.extracted) {
        ++out_.results_due;
        if (finished) ++out_.results_due_finished;
      }
      if (std::ranges::any_of(platform_.results, [&](const Result& other) { return other.parent == i; })) continue;
      ++out_.leaf_results;
      if (points_to_shown(row.proposals)) ++out_.leaf_results_linked;
    }
  }

  void people() {
    for (const Person& person : platform_.people) {
      if (person.blocked) {
        ++out_.blocked;
        continue;
      }
      ++out_.users;
      if (person.deleted) {
        ++out_.users_deleted;
        continue;
      }
      const bool named = plausible(person.name), says = person.about && !person.about->empty();
      out_.users_plausible_name += named ? 1 : 0;
      out_.users_about += says ? 1 : 0;
      out_.users_avatar += person.avatar ? 1 : 0;
      out_.users_exposed += named || says || person.avatar ? 1 : 0;
    }
    for (const Moderation& row : platform_.moderations) {
      ++out_.moderations;
      if (!row.reasons.empty()) ++out_.moderations_with_reason;
    }
  }

  void clusters() {
    std::map<std::uint32_t, std::vector<Index>> people;
    for (const Proposal& row : platform_.proposals)
      if (row.cluster && shown(platform_, row)) people[*row.cluster].push_back(row.authors.front().person);
    for (const Comment& row : platform_.comments)
      if (row.cluster && exported(platform_, row, generation_)) people[*row.cluster].push_back(row.author);
    for (const auto& [cluster, authors] : people)
      if (authors.size() >= 2)
        out_.clusters.emplace_back(authors.size(), std::set<Index>(authors.begin(), authors.end()).size());
  }

  const Platform& platform_;
  Generation generation_;
  Truth out_;
};

}  // namespace

Truth truth(const Platform& platform, Generation generation) { return Counter(platform, generation).run(); }

}  // namespace boussole::synthetic
