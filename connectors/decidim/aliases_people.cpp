#include <array>

#include "connectors/decidim/fields.h"

namespace boussole::connectors::decidim {

namespace {

using enum Form;
constexpr bool kPersonal = true;

constexpr Entities kUsers = bit(Entity::users);
constexpr Entities kGroups = bit(Entity::user_groups);
constexpr Entities kModeratedUsers = bit(Entity::moderated_users);
constexpr Entities kModerations = bit(Entity::moderations);

/// Accounts and moderation: nearly all of it is personal, and looked at only for being there or not.
constexpr std::array kAliases{
    Alias{kUsers | kGroups | kModeratedUsers | kModerations, Field::id, "id"},
    Alias{kUsers | kGroups, Field::name, "name", localised, kPersonal},
    Alias{kUsers | kGroups, Field::nickname, "nickname", plain, kPersonal},
    Alias{kUsers | kGroups, Field::about, "about", localised, kPersonal},
    Alias{kUsers | kGroups, Field::avatar, "avatar_url", plain, kPersonal},
    Alias{kUsers | kGroups, Field::profile_url, "profile_url", plain, kPersonal},
    Alias{kUsers, Field::known, "direct_messages_enabled"},
    Alias{kUsers | kGroups, Field::deleted, "deleted"},
    Alias{kUsers | kGroups, Field::badge, "badge"},
    Alias{kUsers, Field::known, "groups/id", plain, kPersonal},
    Alias{kUsers, Field::known, "groups/name", localised, kPersonal},
    Alias{kUsers, Field::known, "groups", plain, kPersonal},
    Alias{kGroups, Field::known, "members_count"},
    Alias{kGroups, Field::known, "members/id", plain, kPersonal},
    Alias{kGroups, Field::known, "members/name", localised, kPersonal},
    // Blocked accounts.
    Alias{kModeratedUsers, Field::user_id, "user_id"},
    Alias{kModeratedUsers, Field::blocked, "blocked_at"},
    Alias{kModeratedUsers, Field::known, "about", localised, kPersonal},
    Alias{kModeratedUsers, Field::reason, "reasons"},
    Alias{kModeratedUsers, Field::reason, "block_reasons"},
    Alias{kModeratedUsers, Field::details, "details", plain, kPersonal},
    Alias{kModeratedUsers, Field::known, "blocking_user", family, kPersonal},
    // Hidden contents.
    Alias{kModerations, Field::hidden, "hidden_at"},
    Alias{kModerations, Field::reports, "report_count"},
    Alias{kModerations, Field::known, "reported_url"},
    Alias{kModerations, Field::subject_type, "reportable_type"},
    Alias{kModerations, Field::known, "reportable_id"},
    Alias{kModerations, Field::known, "reported_content", localised, kPersonal},
    Alias{kModerations, Field::reason, "reports/reasons"},
    Alias{kModerations, Field::known, "reports/locale"},
    Alias{kModerations, Field::details, "reports/details", plain, kPersonal},
};

}  // namespace

std::span<const Alias> people_aliases() { return kAliases; }

}  // namespace boussole::connectors::decidim
