#include <array>

#include "connectors/decidim/fields.h"

namespace boussole::connectors::decidim {

namespace {

using enum Form;
constexpr bool kPersonal = true;

constexpr Entities kProposals = bit(Entity::proposals);
constexpr Entities kComments = bit(Entity::comments);
constexpr Entities kMeetings = bit(Entity::meetings);
constexpr Entities kResults = bit(Entity::results);
constexpr Entities kProjects = bit(Entity::projects);
constexpr Entities kDebates = bit(Entity::debates);
constexpr Entities kPosts = bit(Entity::posts);
constexpr Entities kPages = bit(Entity::pages);

constexpr Entities kAuthored = kProposals | kMeetings | kDebates | kPosts;
constexpr Entities kThemed = kProposals | kMeetings | kResults | kProjects | kDebates;
constexpr Entities kInSpace = kProposals | kMeetings | kProjects | kDebates | kPosts | kPages;
constexpr Entities kInComponent = kInSpace | kResults;

/// What people write, and what is made of it.
constexpr std::array kAliases{
    // Everything that lives in a component.
    Alias{kInComponent | kComments, Field::id, "id"},
    Alias{kInComponent, Field::url, "url"},
    Alias{kInSpace, Field::space_id, "participatory_space/id"},
    Alias{kInSpace, Field::space_url, "participatory_space/url"},
    Alias{kInComponent, Field::component, "component/id"},
    Alias{kInComponent, Field::title, "title", localised},
    Alias{kProposals | kPosts | kPages, Field::body, "body", localised},
    Alias{kMeetings | kResults | kProjects | kDebates, Field::body, "description", localised},
    Alias{kInComponent | kComments, Field::created, "created_at"},
    Alias{kInComponent, Field::updated, "updated_at"},
    Alias{kProposals | kPosts, Field::published, "published_at"},
    Alias{kInComponent, Field::known, "reference"},
    Alias{kProposals | kMeetings, Field::known, "attachments"},
    Alias{kProposals | kMeetings, Field::follows, "followers"},
    Alias{kInComponent, Field::follows, "follows_count"},
    // Authors.
    Alias{kAuthored | kComments, Field::author_id, "author/id"},
    Alias{kAuthored | kComments, Field::author_name, "author/name", localised, kPersonal},
    Alias{kAuthored, Field::author_url, "author/url", plain, kPersonal},
    // The API: the kind of author as an address made up for it, and an account that is gone.
    Alias{kAuthored, Field::author_url, "author/kind"},
    Alias{kAuthored | kComments, Field::deleted, "author/deleted"},
    Alias{kComments, Field::user_group, "user_group/id"},
    Alias{kComments, Field::known, "user_group/name", localised, kPersonal},
    // Themes and places.
    Alias{kThemed, Field::category_id, "category/id"},
    Alias{kThemed, Field::category_name, "category/name", localised},
    Alias{kThemed, Field::known, "category", localised},
    Alias{kThemed, Field::scope_id, "scope/id"},
    Alias{kThemed, Field::scope_name, "scope/name", localised},
    Alias{kThemed, Field::known, "scope", localised},
    Alias{kThemed, Field::taxonomy_ids, "taxonomies/id"},
    Alias{kThemed, Field::taxonomy_names, "taxonomies/name", localised},
    Alias{kThemed, Field::known, "address"},
    Alias{kThemed, Field::latitude, "latitude"},
    Alias{kThemed, Field::longitude, "longitude"},
    // Proposals.
    Alias{kProposals, Field::state, "state"},
    Alias{kProposals, Field::state_published, "state_published_at"},
    Alias{kProposals, Field::answer, "answer", localised},
    Alias{kProposals, Field::answered, "answered_at"},
    Alias{kProposals, Field::votes, "votes"},
    Alias{kProposals, Field::votes, "supports"},
    Alias{kProposals, Field::endorsements, "endorsements/total_count"},
    Alias{kProposals, Field::endorsements, "likes/total_count"},
    Alias{kProposals, Field::known, "endorsements/user_endorsements", plain, kPersonal},
    Alias{kProposals, Field::known, "likes/user_endorsements", plain, kPersonal},
    Alias{kProposals, Field::known, "likes/user_likes", plain, kPersonal},
    Alias{kProposals, Field::known, "meeting_urls"},
    Alias{kProposals, Field::related, "related_proposals"},
    Alias{kProposals, Field::is_amendment, "is_amend"},
    Alias{kProposals, Field::known, "original_proposal/title", localised},
    Alias{kProposals, Field::amends_url, "original_proposal/url"},
    Alias{kProposals | kMeetings, Field::withdrawn, "withdrawn"},
    Alias{kProposals | kMeetings, Field::withdrawn_at, "withdrawn_at"},
    Alias{kProposals, Field::created_in_meeting, "created_in_meeting"},
    Alias{kProposals, Field::coauthors, "coauthorships_count"},
    Alias{kProposals, Field::known, "cost"},
    Alias{kProposals, Field::known, "cost_report", localised},
    Alias{kProposals, Field::known, "execution_period", localised},
    // Debates and posts.
    Alias{kDebates, Field::instructions, "instructions", localised},
    Alias{kDebates, Field::known, "information_updates", localised},
    Alias{kDebates, Field::answer, "conclusions", localised},
    Alias{kDebates | kMeetings, Field::closed, "closed_at"},
    Alias{kDebates, Field::known, "last_comment_at"},
    Alias{kDebates, Field::known, "last_comment_by/id", plain, kPersonal},
    Alias{kDebates, Field::known, "last_comment_by/name", localised, kPersonal},
    Alias{kDebates, Field::known, "last_comment_by/url", plain, kPersonal},
    Alias{kDebates, Field::known, "last_comment_by", localised, kPersonal},
    Alias{kDebates, Field::known, "comments_enabled"},
    Alias{kDebates | kPosts, Field::endorsements, "endorsements_count"},
    Alias{kDebates | kPosts, Field::endorsements, "likes_count"},
    // Number of comments: three names of one count.
    Alias{kInComponent, Field::comments, "comments"},
    Alias{kInComponent, Field::comments, "comments_count"},
    Alias{kInComponent, Field::comments, "comments/count"},
    Alias{kMeetings, Field::known, "comments/start_time"},
    Alias{kMeetings, Field::known, "comments/end_time"},
    Alias{kMeetings, Field::known, "comments/enabled"},
    // Comments.
    Alias{kComments, Field::body, "body", localised},
    Alias{kComments, Field::locale, "locale"},
    Alias{kComments, Field::alignment, "alignment"},
    Alias{kComments, Field::depth, "depth"},
    Alias{kComments, Field::target_id, "commentable_id"},
    Alias{kComments, Field::target_type, "commentable_type"},
    Alias{kComments, Field::root_url, "root_commentable_url"},
    Alias{kComments, Field::up_votes, "up_votes"},  // the API only
    Alias{kComments, Field::down_votes, "down_votes"},
    // Meetings.
    Alias{kMeetings | kDebates, Field::start, "start_time"},
    Alias{kMeetings | kDebates, Field::end, "end_time"},
    Alias{kMeetings, Field::attendees, "attendees"},
    Alias{kMeetings, Field::attendees, "attendees_count"},
    Alias{kMeetings, Field::contributions, "contributions"},
    Alias{kMeetings, Field::contributions, "contributions_count"},
    Alias{kMeetings, Field::organizations, "organizations"},
    Alias{kMeetings, Field::organizations, "attending_organizations"},
    Alias{kMeetings, Field::closing_report, "closing_report", localised},
    Alias{kMeetings, Field::is_closed, "closed"},  // the API only
    Alias{kMeetings, Field::known, "closing_visible"},
    Alias{kMeetings, Field::known, "location", localised},
    Alias{kMeetings, Field::known, "location_hints", localised},
    Alias{kMeetings, Field::known, "related_proposals"},
    Alias{kMeetings, Field::known, "related_results"},
    Alias{kMeetings, Field::known, "published"},
    Alias{kMeetings, Field::known, "private_meeting"},
    Alias{kMeetings, Field::known, "transparent"},
    Alias{kMeetings, Field::known, "registration_form_enabled"},
    Alias{kMeetings, Field::known, "online_meeting_url"},
    Alias{kMeetings, Field::known, "registration_url"},
    Alias{kMeetings, Field::known, "video_url"},
    Alias{kMeetings, Field::known, "audio_url"},
    Alias{kMeetings, Field::known, "registration_terms", localised},
    Alias{kMeetings, Field::known, "registration_email_custom_content", localised},
    Alias{kMeetings, Field::known, "customize_registration_email"},
    Alias{kMeetings, Field::known, "available_slots"},
    Alias{kMeetings, Field::known, "registrations_enabled"},
    Alias{kMeetings, Field::known, "registration_type"},
    Alias{kMeetings, Field::known, "type_of_meeting"},
    Alias{kMeetings, Field::known, "iframe_access_level"},
    Alias{kMeetings, Field::known, "iframe_embed_type"},
    Alias{kMeetings, Field::known, "reserved_slots"},
    Alias{kMeetings, Field::known, "salt"},
    Alias{kMeetings, Field::known, "decidim_author_type"},
    // Results.
    Alias{kResults, Field::parent, "parent/id"},
    Alias{kResults, Field::parent, "parent"},
    Alias{kResults, Field::start, "start_date"},
    Alias{kResults, Field::end, "end_date"},
    Alias{kResults, Field::status_id, "status/id"},
    Alias{kResults, Field::status_key, "status/key"},
    Alias{kResults, Field::status_name, "status/name", localised},
    Alias{kResults, Field::known, "status"},
    Alias{kResults, Field::progress, "progress"},
    Alias{kResults, Field::sources, "proposal_urls"},
    Alias{kResults, Field::children, "children_count"},
    // Projects.
    Alias{kProjects, Field::budget, "budget/id"},
    Alias{kProjects, Field::budget, "decidim_budgets_budget_id/id"},
    Alias{kProjects, Field::known, "author/id", plain, kPersonal},
    Alias{kProjects, Field::known, "author/name", localised, kPersonal},
    Alias{kProjects, Field::known, "author/url", plain, kPersonal},
    Alias{kProjects, Field::known, "budget/title", localised},
    Alias{kProjects, Field::known, "budget/url"},
    Alias{kProjects, Field::amount, "budget_amount"},
    Alias{kProjects, Field::votes, "confirmed_votes"},
    Alias{kProjects, Field::selected, "selected_at"},
    Alias{kProjects, Field::chosen, "selected"},  // the API: chosen, without saying when
    Alias{kProjects, Field::budget_total, "budget/total"},
    Alias{kProjects, Field::related, "related_proposals"},
    Alias{kProjects, Field::known, "related_proposal_titles"},
    Alias{kProjects, Field::related_urls, "related_proposal_urls"},
};

}  // namespace

std::span<const Alias> contribution_aliases() { return kAliases; }

}  // namespace boussole::connectors::decidim
