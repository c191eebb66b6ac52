//! A row of the log in words. What has no words of its own is shown by its key: nothing is left out.

use super::store::{Entry, Meant, More};
use crate::T;

pub fn action<'a>(t: &T, entry: &'a Entry) -> &'a str {
    match entry.action.as_str() {
        "read" => t.log_read(),
        "save" => t.log_save(),
        "begin" | "begun" => t.log_begin(),
        "send" => t.log_send(),
        "withdraw" => t.log_withdraw(),
        "export" => t.log_export(),
        "publish" => t.log_publish(),
        "discard" => t.log_discard(),
        "done" => t.log_done(),
        "taken" => t.log_taken(),
        "information-requested" => t.log_asked(),
        "approved" => t.log_approved(),
        "rejected" => t.log_rejected(),
        "message" => t.log_message(),
        "mark-read" => t.log_mark_read(),
        "note" => t.log_note(),
        "collect-question" => t.log_question(),
        "accept-answer" => t.log_question_settled(),
        "returned" => t.log_returned(),
        "undone" => t.log_undone(),
        "proposed" => t.log_proposed(),
        "proposal-sent-back" => t.log_sent_back(),
        "withdrawn" => t.log_taken_back(),
        "released" => t.log_released(),
        "handed-over" => t.log_handed_over(),
        "deadline-moved" => t.log_deadline_moved(),
        "step-taken-back" => t.log_step_taken_back(),
        "open-connections" => t.log_opened(),
        "commissioning-test" => t.log_tested(),
        "begin-use" => t.log_in_use(),
        "file" => t.log_file(),
        "add" => t.log_add(),
        "end" => t.log_end(),
        "remove" | "remove-question" => t.log_remove(),
        "remind" => t.log_remind(),
        "pause" => t.log_pause(),
        "go-on" => t.log_go_on(),
        "cancel" => t.log_cancel(),
        "resend" => t.log_resend(),
        "settle" => t.log_settle(),
        "copy" => t.log_copy(),
        "login" => t.log_login(),
        "login-failed" => t.log_login_failed(),
        "log-out" => t.log_log_out(),
        "act-for" => t.log_act_for(),
        "act-no-more" => t.log_act_no_more(),
        "import" => t.log_import(),
        "register-renamed" | "register-left" | "register-returned" => t.log_register_change(),
        other => other,
    }
}

pub fn object(t: &T, entry: &Entry) -> String {
    let name = match entry.object.as_str() {
        "application" => t.log_application(),
        "customer" => t.log_customer(),
        "document" => t.log_document(),
        "task" => t.log_task(),
        "text" => t.log_text(),
        "access-log" => t.log_itself(),
        "bulletin" => t.log_bulletin(),
        "paper" => t.log_paper(),
        "report" => t.log_report(),
        "session" => t.log_session(),
        "rights" => t.log_rights(),
        "login-cancelled" => t.log_login_cancelled(),
        "login-refused" => t.log_login_refused(),
        "login-level" => t.log_login_level(),
        "login-no-code" => t.log_login_no_code(),
        "login-untrusted" => t.log_login_untrusted(),
        "login-unavailable" => t.log_login_unavailable(),
        "login-lost" => t.log_login_lost(),
        "login-no-duty" => t.log_login_no_duty(),
        "register-run" => t.log_register_run(),
        "access-point" => t.log_access_point(),
        "information-system" => t.log_system(),
        other => other,
    };
    entry.case_number.as_ref().map_or_else(|| name.to_owned(), |number| format!("{name} {number}"))
}

/// The name, and on whose behalf or as what.
pub fn actor(t: &T, entry: &Entry) -> String {
    match entry.actor_kind.as_str() {
        "officer" => format!("{} ({})", entry.actor_name, t.log_officer()),
        "program" => t.log_program().to_owned(),
        "visitor" => t.log_visitor().to_owned(),
        _ => match &entry.on_behalf_of {
            Some(business_id) => format!("{} ({} {business_id})", entry.actor_name, t.log_on_behalf_of()),
            None => entry.actor_name.clone(),
        },
    }
}

pub fn customer(entry: &Entry) -> String {
    entry.customer.as_ref().map_or_else(|| "–".to_owned(), |(name, business_id)| format!("{name} ({business_id})"))
}

pub fn meant(t: &T, meant: &Meant) -> String {
    let more = match &meant.more {
        More::Officer => t.log_officer(),
        More::Person => t.log_representative(),
        More::BusinessId(id) => id,
    };
    format!("{} ({more})", meant.name)
}
