package fhir

import (
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
)

// types says which resource a kind of record becomes. A person becomes a RelatedPerson or a Practitioner; see typeOf.
var types = map[assessments.Kind]string{
	assessments.KindService: "Organization", assessments.KindSetting: "Organization", assessments.KindChild: "Patient",
	assessments.KindPerson: "Practitioner", assessments.KindBasis: "Consent", assessments.KindAlert: "Flag",
	assessments.KindReferral: "ServiceRequest", assessments.KindContact: "Encounter", assessments.KindObservation: "Observation",
	assessments.KindScore: "Observation", assessments.KindGoal: "Goal", assessments.KindGoalReview: "Observation",
	assessments.KindActivityPlan: "CarePlan", assessments.KindActivity: "", assessments.KindMeasurement: "Observation",
	assessments.KindEquipment: "DeviceRequest", assessments.KindNeed: "Condition", assessments.KindOutcome: "Goal",
	assessments.KindProvision: "ServiceRequest", assessments.KindAdviceRequest: "Task", assessments.KindReport: "DocumentReference",
	assessments.KindDischarge: "", assessments.KindAnswers: "QuestionnaireResponse", assessments.KindAttachment: "DocumentReference",
	assessments.KindTranslation: "DocumentReference",
}

// Professions are the roles of people who work with a child: they become a Practitioner wherever their record stands. Everybody
// else in a child's own scope is a RelatedPerson.
var Professions = []string{"teacher", "senco", "teaching-assistant", "key-person", "gp", "paediatrician", "occupational-therapist", "physiotherapist",
	"speech-and-language-therapist", "health-visitor", "social-care-occupational-therapist", "educational-psychologist", "local-authority-officer",
	"icb-officer", "equipment-representative"}

// typeOf is the resource that a record becomes, "" for one that becomes part of others'.
func typeOf(r assessments.Record) string {
	switch r.Kind {
	case assessments.KindPerson:
		if r.Scope.Type == assessments.ScopeChild && !slices.Contains(Professions, r.Fields.Text("role")) {
			return "RelatedPerson"
		}
	case assessments.KindReport:
		if r.Fields.Text("signed_on") == "" {
			return "" // a draft is nobody's document yet
		}
	case assessments.KindContact:
		if r.Scope.Type != assessments.ScopeChild {
			return ""
		}
	}
	return types[r.Kind]
}

// add makes the resources of one record.
func (b *bundler) add(r assessments.Record) {
	if b.made[r.ID] == "" {
		return
	}
	t, _ := r.Read() // fields of a wrong type were refused when they were written; here they read as empty
	var made []resource
	switch x := t.(type) {
	case *assessments.Service:
		made = list1(provider(r.ID, x))
	case *assessments.Setting:
		made = b.setting(r.ID, x)
	case *assessments.Child:
		made = b.patient(r, x)
	case *assessments.Person:
		if b.made[r.ID] == "RelatedPerson" {
			made = list1(b.relatedPerson(r, x))
		} else {
			made = b.practitioner(r.ID, x)
		}
	case *assessments.Basis:
		made = list1(b.consent(r.ID, x))
	case *assessments.Alert:
		made = list1(b.flag(r.ID, x))
	case *assessments.Referral:
		made = b.referral(r.ID, x)
	case *assessments.Contact:
		made = list1(b.encounter(r.ID, x))
	case *assessments.Observation:
		made = list1(b.observation(r.ID, x))
	case *assessments.Score:
		made = list1(b.score(r.ID, x))
	case *assessments.Measurement:
		made = list1(b.measurement(r.ID, x))
	case *assessments.Goal:
		made = list1(b.goal(r.ID, x))
	case *assessments.GoalReview:
		made = list1(b.review(r.ID, x))
	case *assessments.Outcome:
		made = list1(b.outcome(r.ID, x))
	case *assessments.ActivityPlan:
		made = list1(b.plan(r.ID, x))
	case *assessments.Equipment:
		made = list1(b.equipment(r.ID, x))
	case *assessments.Need:
		made = list1(b.need(r.ID, x))
	case *assessments.Provision:
		made = list1(b.provision(r.ID, x))
	case *assessments.AdviceRequest:
		made = list1(b.adviceRequest(r.ID, x))
	case *assessments.Report:
		made = list1(b.report(r.ID, x))
	case *assessments.Translation:
		made = list1(b.translation(r.ID, x))
	case *assessments.Attachment:
		made = list1(b.attachment(r.ID, x))
	case *assessments.Answers:
		made = list1(b.answers(r.ID, x))
	}
	b.entries = append(b.entries, made...)
}

func list1(r resource) []resource { return []resource{r} }
