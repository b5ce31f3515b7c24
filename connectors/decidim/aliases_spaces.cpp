#include <array>

#include "connectors/decidim/fields.h"

namespace boussole::connectors::decidim {

namespace {

using enum Form;
constexpr bool kPersonal = true;

constexpr Entities kProcesses = bit(Entity::processes);
constexpr Entities kAssemblies = bit(Entity::assemblies);
constexpr Entities kConferences = bit(Entity::conferences);
constexpr Entities kInitiatives = bit(Entity::initiatives);
constexpr Entities kVotings = bit(Entity::votings);
constexpr Entities kElections = bit(Entity::elections);
constexpr Entities kSurveys = bit(Entity::surveys);
constexpr Entities kMetrics = bit(Entity::metrics);
constexpr Entities kTaxonomies = bit(Entity::taxonomies);
constexpr Entities kSteps = bit(Entity::steps);
constexpr Entities kQuestions = bit(Entity::questions);

constexpr Entities kSpaces = kProcesses | kAssemblies | kConferences;
constexpr Entities kAll = kSpaces | kInitiatives | kVotings;

/// Participatory spaces, taxonomies and totals.
constexpr std::array kAliases{
    Alias{kAll | kTaxonomies, Field::id, "id"},
    Alias{kVotings, Field::id, "participatory_space_id"},
    Alias{kAll, Field::url, "url"},
    Alias{kAll, Field::title, "title", localised},
    Alias{kAll, Field::body, "description", localised},
    Alias{kAll, Field::short_body, "short_description", localised},
    Alias{kAll, Field::slug, "slug"},
    Alias{kSpaces | kVotings, Field::known, "reference"},
    Alias{kInitiatives, Field::slug, "reference"},  // its end is the id, where no address says it (before 0.30)
    Alias{kAll | kTaxonomies, Field::created, "created_at"},
    Alias{kAll | kTaxonomies, Field::updated, "updated_at"},
    Alias{kAll, Field::published, "published_at"},
    Alias{kAll, Field::follows, "follows_count"},
    Alias{kAll, Field::known, "hashtag"},
    Alias{kAll, Field::known, "promoted"},
    Alias{kProcesses | kConferences, Field::start, "start_date"},
    Alias{kProcesses | kConferences, Field::end, "end_date"},
    Alias{kVotings, Field::start, "start_time"},
    Alias{kVotings, Field::end, "end_time"},
    Alias{kInitiatives, Field::start, "signature_start_date"},
    Alias{kInitiatives, Field::end, "signature_end_date"},
    // Steps of processes: in no open data, in the API only.
    Alias{kSteps, Field::id, "id"},
    Alias{kSteps, Field::space_url, "participatory_space/url"},
    Alias{kSteps, Field::title, "title", localised},
    Alias{kSteps, Field::start, "start_date"},
    Alias{kSteps, Field::end, "end_date"},
    Alias{kSteps, Field::known, "position"},
    Alias{kSteps, Field::known, "active"},
    // Questions of surveys: in the API only.
    Alias{kQuestions, Field::id, "id"},
    Alias{kQuestions, Field::form, "form/id"},
    Alias{kQuestions, Field::component, "component/id"},
    Alias{kQuestions, Field::space_url, "participatory_space/url"},
    Alias{kQuestions, Field::question_type, "question_type"},
    Alias{kQuestions, Field::mandatory, "mandatory"},
    Alias{kQuestions, Field::known, "position"},
    // Processes, assemblies and conferences.
    Alias{kProcesses | kAssemblies, Field::known, "subtitle", localised},
    Alias{kConferences, Field::known, "slogan", localised},
    Alias{kProcesses | kAssemblies, Field::announcement, "announcement", localised},
    Alias{kSpaces, Field::known, "remote_hero_image_url"},
    Alias{kAssemblies | kConferences, Field::known, "remote_banner_image_url"},
    Alias{kProcesses | kAssemblies, Field::known, "developer_group", localised},
    Alias{kProcesses | kAssemblies, Field::known, "local_area", localised},
    Alias{kProcesses | kAssemblies, Field::known, "meta_scope", localised},
    Alias{kProcesses | kAssemblies, Field::known, "participatory_scope", localised},
    Alias{kProcesses | kAssemblies, Field::known, "participatory_structure", localised},
    Alias{kProcesses | kAssemblies, Field::known, "target", localised},
    Alias{kSpaces | kInitiatives, Field::known, "area", family},
    Alias{kAll, Field::known, "scope", family},
    Alias{kAll, Field::known, "taxonomies", family},
    Alias{kSpaces, Field::known, "scopes_enabled"},
    Alias{kSpaces, Field::known, "decidim_scope_id"},
    Alias{kProcesses, Field::known, "participatory_process_group", family},
    Alias{kProcesses, Field::known, "participatory_process_type", family},
    Alias{kAssemblies, Field::known, "assembly_type", family},
    Alias{kAssemblies, Field::known, "purpose_of_action", localised},
    Alias{kAssemblies, Field::known, "composition", localised},
    Alias{kAssemblies, Field::known, "duration"},
    Alias{kAssemblies, Field::known, "included_at"},
    Alias{kAssemblies, Field::known, "closing_date"},
    Alias{kAssemblies, Field::known, "closing_date_reason", localised},
    Alias{kAssemblies, Field::known, "created_by"},
    Alias{kAssemblies, Field::known, "created_by_other", localised},
    Alias{kAssemblies, Field::known, "creation_date"},
    Alias{kAssemblies, Field::known, "internal_organisation", localised},
    Alias{kAssemblies, Field::known, "is_transparent"},
    Alias{kAssemblies, Field::known, "special_features", localised},
    Alias{kAssemblies, Field::known, "twitter_handler"},
    Alias{kAssemblies, Field::known, "instagram_handler"},
    Alias{kAssemblies, Field::known, "facebook_handler"},
    Alias{kAssemblies, Field::known, "youtube_handler"},
    Alias{kAssemblies, Field::known, "github_handler"},
    Alias{kConferences, Field::known, "location", localised},
    Alias{kConferences, Field::known, "objectives", localised},
    // Initiatives.
    Alias{kInitiatives, Field::state, "state"},
    Alias{kInitiatives, Field::known, "signature_type"},
    Alias{kInitiatives, Field::votes, "signatures"},
    Alias{kInitiatives, Field::answer, "answer", localised},
    Alias{kInitiatives, Field::answered, "answered_at"},
    Alias{kInitiatives, Field::known, "answer_url"},
    Alias{kInitiatives, Field::known, "first_progress_notification_at"},
    Alias{kInitiatives, Field::known, "second_progress_notification_at"},
    Alias{kInitiatives, Field::known, "online_votes", family},
    Alias{kInitiatives, Field::known, "offline_votes", family},
    Alias{kInitiatives, Field::comments, "comments_count"},
    Alias{kInitiatives, Field::known, "type", family},
    Alias{kInitiatives, Field::author_id, "authors/id"},
    Alias{kInitiatives, Field::author_name, "authors/name", localised, kPersonal},
    // Votings and their elections (before 0.29).
    Alias{kVotings, Field::known, "voting_type"},
    Alias{kVotings, Field::known, "banner_image_url"},
    Alias{kVotings, Field::known, "introductory_image_url"},
    Alias{kElections, Field::space_id, "participatory_space/id"},
    Alias{kElections, Field::known, "participatory_space/title", localised},
    Alias{kElections, Field::known, "id"},
    Alias{kElections, Field::election, "election_id"},
    Alias{kElections, Field::known, "election_title", localised},
    Alias{kElections, Field::known, "question_id"},
    Alias{kElections, Field::question, "question_title", localised},
    Alias{kElections, Field::id, "answer_id"},
    Alias{kElections, Field::label, "answer_title", localised},
    Alias{kElections, Field::votes, "answer_votes"},
    // Surveys whose answers are published (0.31). The id ends with the id of the account that answered.
    Alias{kSurveys, Field::id, "id", plain, kPersonal},
    Alias{kSurveys, Field::created, "created_at"},
    Alias{kSurveys, Field::known, "user_status"},
    Alias{kSurveys, Field::question, "question"},
    Alias{kSurveys, Field::known, "body"},
    // Totals that the platform keeps itself (0.30 and before).
    Alias{kMetrics, Field::day, "day"},
    Alias{kMetrics, Field::label, "metric_type"},
    Alias{kMetrics, Field::cumulative, "cumulative"},
    Alias{kMetrics, Field::known, "quantity"},
    // Taxonomies (0.31).
    Alias{kTaxonomies, Field::title, "name", localised},
    Alias{kTaxonomies, Field::parent, "parent_id"},
    Alias{kTaxonomies, Field::known, "weight"},
    Alias{kTaxonomies, Field::known, "children_count"},
    Alias{kTaxonomies, Field::known, "taxonomizations_count"},
    Alias{kTaxonomies, Field::known, "filters_count"},
    Alias{kTaxonomies, Field::known, "filter_items_count"},
    Alias{kTaxonomies, Field::part_of, "part_of"},
    Alias{kTaxonomies, Field::is_root, "is_root"},
};

}  // namespace

std::span<const Alias> space_aliases() { return kAliases; }

}  // namespace boussole::connectors::decidim
