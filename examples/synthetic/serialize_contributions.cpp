#include "examples/synthetic/serialize.h"

// Proposals and comments.
namespace boussole::synthetic {
namespace {

std::string_view type_of(Subject subject) {
  switch (subject) {
    case Subject::meeting:
      return "Decidim::Meetings::Meeting";
    case Subject::result:
      return "Decidim::Accountability::Result";
    case Subject::debate:
      return "Decidim::Debates::Debate";
    case Subject::post:
      return "Decidim::Blogs::Post";
    case Subject::proposal:
      break;
  }
  return "Decidim::Proposals::Proposal";
}

Id root_id(const Platform& platform, const Comment& comment) {
  switch (comment.on) {
    case Subject::meeting:
      return platform.meetings[comment.root].id;
    case Subject::result:
      return platform.results[comment.root].id;
    case Subject::debate:
      return platform.debates[comment.root].id;
    case Subject::post:
      return platform.posts[comment.root].id;
    case Subject::proposal:
      break;
  }
  return platform.proposals[comment.root].id;
}

}  // namespace

Value Serializer::answer_of(const Proposal& proposal) const {
  if (!proposal.answer) return blank_in_all_locales();
  return Hash{{platform_.locales.front(), html(*proposal.answer)}};
}

std::string Serializer::state_of(const Proposal& proposal) const {
  return proposal.withdrawn && !since(Generation::v0_29) ? "withdrawn" : proposal.state;
}

Value Serializer::related_urls(Index proposal) const {
  Array urls;
  if (const auto it = related_.find(proposal); it != related_.end())
    for (const Index other : it->second)
      if (shown(platform_, platform_.proposals[other])) urls.emplace_back(proposal_url(other));
  return urls;
}

Value Serializer::endorsements_of(const Proposal& proposal) const {
  Array names;
  for (const Index person : proposal.endorsers) {
    const Person& who = platform_.people[person];
    names.emplace_back(who.deleted ? std::string() : who.name);
  }
  const char* list = since(Generation::v0_31) ? "user_likes" : "user_endorsements";
  return Hash{{"total_count", proposal.endorsers.size()}, {list, std::move(names)}};
}

Hash Serializer::proposal(const Proposal& proposal) const {
  const auto index = static_cast<Index>(&proposal - platform_.proposals.data());
  Hash out{{"id", proposal.id}};
  if (since(Generation::v0_29)) {
    Array ids, names, urls;
    for (const Author& author : proposal.authors) {
      ids.emplace_back(author_id(author));
      names.emplace_back(author_name(author));
      urls.emplace_back(author_url(author));
    }
    out.push_back({"author", Hash{{"id", std::move(ids)}, {"name", std::move(names)}, {"url", std::move(urls)}}});
  }
  add_themes(out, proposal.category, proposal.scope);
  out.push_back({"participatory_space", space_of(proposal.component)});
  out.push_back({"component", component_id(proposal.component)});
  out.push_back({"title", localized(proposal.title)});
  const bool as_html = options_.html_bodies || !since(Generation::v0_27);
  out.push_back({"body", Hash{{proposal.locale, prose(proposal.paragraphs, as_html)}}});
  if (since(Generation::v0_27)) {
    out.push_back({"address", proposal.address});
    out.push_back({"latitude", place(proposal.latitude)});
    out.push_back({"longitude", place(proposal.longitude)});
  }
  out.push_back({"state", state_of(proposal)});
  if (since(Generation::v0_30)) out.push_back({"state_published_at", time(proposal.state_published)});
  out.push_back({"reference", reference("PROP", proposal.created, proposal.id)});
  out.push_back({"answer", answer_of(proposal)});
  if (since(Generation::v0_29)) out.push_back({"answered_at", time(proposal.answered)});

  // From 0.30 hidden votes are blank; before, they leaked.
  const bool blank = since(Generation::v0_30) && platform_.components[proposal.component].votes_hidden;
  out.push_back({since(Generation::v0_29) ? "votes" : "supports", blank ? Value() : Value(proposal.votes)});
  out.push_back({since(Generation::v0_31) ? "likes" : "endorsements", endorsements_of(proposal)});
  out.push_back({"comments", comments_on(Subject::proposal, index)});
  out.push_back({"attachments", proposal.attachments});
  out.push_back({since(Generation::v0_30) ? "follows_count" : "followers", proposal.follows});
  out.push_back({"published_at", time(proposal.published)});
  out.push_back({"url", proposal_url(index)});
  Array meetings;
  for (const Index meeting : proposal.meetings)
    meetings.emplace_back(author_url(Author{Author::Kind::meeting, 0, meeting}));
  out.push_back({"meeting_urls", std::move(meetings)});
  out.push_back({"related_proposals", related_urls(index)});
  out.push_back({"is_amend", proposal.amends.has_value()});
  Value title, url;
  if (proposal.amends) {
    title = localized(platform_.proposals[*proposal.amends].title);
    url = proposal_url(*proposal.amends);
  }
  out.push_back({"original_proposal", Hash{{"title", std::move(title)}, {"url", std::move(url)}}});
  add_late_proposal_columns(out, proposal);
  return out;
}

void Serializer::add_late_proposal_columns(Hash& out, const Proposal& proposal) const {
  if (!since(Generation::v0_29)) return;
  out.push_back({"withdrawn", proposal.withdrawn.has_value()});
  out.push_back({"withdrawn_at", time(proposal.withdrawn)});
  if (!since(Generation::v0_30)) return;
  out.push_back({"created_at", time(proposal.created)});
  out.push_back({"updated_at", time(proposal.updated)});
  out.push_back({"created_in_meeting", proposal.created_in_meeting});
  out.push_back({"coauthorships_count", proposal.authors.size()});
  out.push_back({"cost", proposal.cost ? Value::decimal(*proposal.cost) : Value()});
  out.push_back({"cost_report", localized(proposal.cost_report)});
  out.push_back({"execution_period", localized(proposal.execution_period)});
}

Hash Serializer::comment(const Comment& comment) const {
  const Person& author = platform_.people[comment.author];
  Hash out{{"id", comment.id},
           {"created_at", time(comment.created)},
           {"body", prose(comment.paragraphs, options_.html_bodies)},
           {"locale", comment.locale},
           {"author", Hash{{"id", author.id}, {"name", author.deleted ? std::string() : author.name}}},
           {"alignment", comment.alignment},
           {"depth", comment.depth}};
  if (!since(Generation::v0_31)) {
    Value id, name = blank_in_all_locales();
    if (comment.group) {
      id = platform_.groups[*comment.group].id;
      name = platform_.groups[*comment.group].name;
    }
    out.push_back({"user_group", Hash{{"id", std::move(id)}, {"name", std::move(name)}}});
  }
  const bool reply = comment.parent.has_value();
  out.push_back({"commentable_id", reply ? platform_.comments[*comment.parent].id : root_id(platform_, comment)});
  out.push_back(
      {"commentable_type", std::string(reply ? std::string_view("Decidim::Comments::Comment") : type_of(comment.on))});
  out.push_back({"root_commentable_url", root_url_of(comment)});
  return out;
}

}  // namespace boussole::synthetic
