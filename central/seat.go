package central

import (
	"bytes"
	"io"
	"net/http"
	"slices"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/template"
	"github.com/fieldfare/fieldfare/central/lead"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/sso"
	"github.com/fieldfare/fieldfare/central/web"
)

// The audiences of the team's pages. Each but Half is somebody who signed in whole; a post counts only with the token of a form that
// was made for that sitting.
const (
	Half         Audience = "half"         // whose password was right, and whose phone is still to be asked
	SignedIn     Audience = "signed in"    // anybody with a role
	Lead         Audience = "lead"         // leads
	Coordination Audience = "coordination" // leads, and those who take referrals in
	Auditor      Audience = "auditor"      // leads, and those who check what was done
	Opener       Audience = "opener"       // who may open a child they do not have, with a reason, and leads, who look at it
)

// roles are who belongs to an audience of the team's pages.
var roles = map[Audience][]string{
	Half: ledger.Roles, SignedIn: ledger.Roles, Lead: {ledger.RoleLead},
	Coordination: {ledger.RoleLead, ledger.RoleCoordination}, Auditor: {ledger.RoleLead, ledger.RoleAuditor},
	Opener: {ledger.RoleLead, ledger.RoleTherapist, ledger.RoleAssistant, ledger.RoleCoordination},
}

// seated makes a handler of the team's pages one of the service's.
func seated(serve func(http.ResponseWriter, *http.Request, ledger.Sitting) error) func(http.ResponseWriter, *request) error {
	return func(w http.ResponseWriter, r *request) error { return serve(w, r.Request, r.sitting) }
}

// seat finds out who is sitting before a page of the team, and whether they may have it.
func (c *Central) seat(req *request, route Route) error {
	req.Body = io.NopCloser(bytes.NewReader(req.body))
	s, err := c.ledger.Sitting(req.Context(), web.Cookie(req.Request, lead.CookieName))
	switch {
	case err != nil:
	case (s.Stage == ledger.StageIn) == (route.Audience == Half):
		err = assessments.Errorf(assessments.Unauthorized, "central.seat", "Sign in first: the address is %ssignin.", lead.Home)
	case !slices.Contains(roles[route.Audience], s.Role):
		err = assessments.Errorf(assessments.Forbidden, "central.seat", "This page is not for your role. Ask your team lead if you need it.")
	case route.Method != http.MethodGet:
		err = c.site.Check(req.Request, s.Key)
	}
	req.sitting = s
	return err
}

// teamRoutes are the pages of the people who run a service.
func (c *Central) teamRoutes() []Route {
	d, h := c.desk, lead.Home
	const small = 32 << 10
	return []Route{
		{"GET", h + "signin", Anyone, 0, page(d.SignIn)},
		{"POST", h + "signin", Anyone, small, page(d.Enter)},
		{"GET", h + "sso/back", Pass, 0, page(d.SSOBack)},
		{"GET", h + "sso/{tenant}", Anyone, 0, page(d.SSO)},
		{"GET", h + "sso/{tenant}/left", Anyone, 0, page(d.SSOLeft)},
		{"GET", h + "sso/{tenant}/end", Anyone, 0, page(d.SSOEnd)},
		{"GET", h + "start", Anyone, 0, page(d.Start)},
		{"POST", h + "start", Anyone, small, page(d.Choose)},
		{"GET", h + "code", Half, 0, seated(d.Code)},
		{"POST", h + "code", Half, small, seated(d.Confirm)},
		{"GET", h + "phone", Half, 0, seated(d.Phone)},
		{"POST", h + "phone", Half, small, seated(d.Confirm)},
		{"GET", h + "out", SignedIn, 0, seated(d.Out)},
		{"POST", h + "out", SignedIn, small, seated(d.Leave)},
		{"GET", h + "none", SignedIn, 0, seated(d.None)},
		{"GET", h + "today", Lead, 0, seated(d.Today)},
		{"GET", h + "referrals", Coordination, 0, seated(d.Referrals)},
		{"GET", h + "referrals/new", Coordination, 0, seated(d.NewReferral)},
		{"POST", h + "referrals/new", Coordination, small, seated(d.AddReferral)},
		{"GET", h + "referrals/file", Coordination, 0, seated(d.ReferralFile)},
		{"POST", h + "referrals/file", Coordination, 2 << 20, seated(d.TakeFile)},
		{"GET", h + "referrals.csv", Coordination, 0, seated(d.ReferralHeadings)},
		{"GET", h + "referrals/{id}", Lead, 0, seated(d.Triage)},
		{"POST", h + "referrals/{id}", Lead, small, seated(d.DoTriage)},
		{"GET", h + "clinics", Coordination, 0, seated(d.Clinics)},
		{"GET", h + "rules", Lead, 0, seated(d.Rules)},
		{"POST", h + "rules", Lead, small, seated(d.ChooseRules)},
		{"GET", h + "rules/all", Lead, 0, seated(d.Ruleset)},
		{"POST", h + "rules/all", Lead, 512 << 10, seated(d.TakeRules)},
		{"GET", h + "rules.toml", Lead, 0, seated(d.RulesFile)},
		{"GET", h + "rules/section/{section}", Lead, 0, seated(d.RuleSection)},
		{"POST", h + "rules/section/{section}", Lead, 512 << 10, seated(d.EditSection)},
		{"GET", h + "rules/program", Lead, 0, seated(d.Mended)},
		{"POST", h + "rules/program", Lead, small, seated(d.Mend)},
		{"GET", h + "rules/draft", Lead, 0, seated(d.RuleDraft)},
		{"POST", h + "rules/draft", Lead, small, seated(d.DoDraft)},
		{"GET", h + "rules/version/{n}", Lead, 0, seated(d.RuleVersion)},
		{"POST", h + "rules/version/{n}", Lead, small, seated(d.BackTo)},
		{"GET", h + "caseload", Lead, 0, seated(d.Caseload)},
		{"POST", h + "caseload", Lead, small, seated(d.Caseload)},
		{"GET", h + "caseload/{id}", Lead, 0, seated(d.Child)},
		{"POST", h + "caseload/{id}", Lead, small, seated(d.DoChild)},
		{"GET", h + "caseload/{id}/questions.pdf", Lead, 0, seated(d.QuestionsPaper)},
		{"GET", h + "caseload/{id}/call", Lead, 0, seated(d.Call)},
		{"POST", h + "caseload/{id}/call", Lead, paperBytes, seated(d.Called)},
		{"GET", h + "reviews", Lead, 0, seated(d.Reviews)},
		{"GET", h + "reviews/{id}", Lead, 0, seated(d.Review)},
		{"POST", h + "reviews/{id}", Lead, small, seated(d.DoReview)},
		{"GET", h + "openings", Opener, 0, seated(d.Openings)},
		{"POST", h + "openings", Opener, small, seated(d.DoOpening)},
		{"GET", h + "openings/{id}", Opener, 0, seated(d.Opening)},
		{"POST", h + "openings/{id}", Lead, small, seated(d.LookOpening)},
		{"GET", h + "trail", Auditor, 0, seated(d.Trail)},
		{"GET", h + "trail.csv", Auditor, 0, seated(d.TrailCSV)},
		{"GET", h + "figures", Auditor, 0, seated(d.Figures)},
		{"GET", h + "figures.csv", Auditor, 0, seated(d.FiguresCSV)},
		{"GET", h + "survey", Auditor, 0, seated(d.Survey)},
		{"GET", h + "devices", Lead, 0, seated(d.Devices)},
		{"GET", h + "devices/{id}", Lead, 0, seated(d.Device)},
		{"POST", h + "devices/{id}", Lead, small, seated(d.DoDevice)},
		{"GET", h + "people", Lead, 0, seated(d.People)},
		{"POST", h + "people", Lead, small, seated(d.AddPerson)},
		{"GET", h + "people/{id}", Lead, 0, seated(d.Person)},
		{"POST", h + "people/{id}", Lead, small, seated(d.DoPerson)},
		{"GET", h + "schools", Lead, 0, seated(d.Schools)},
		{"GET", h + "schools/{id}", Lead, 0, seated(d.School)},
		{"POST", h + "schools/{id}", Lead, small, seated(d.DoSchool)},
		{"GET", h + "sync", Lead, 0, seated(d.Sync)},
		{"POST", h + "sync", Lead, small, seated(d.Retry)},
		{"GET", h + "retention", Lead, 0, seated(d.Retention)},
		{"GET", h + "retention/{id}", Lead, 0, seated(d.Kept)},
		{"POST", h + "retention/{id}", Lead, small, seated(d.DoKept)},
		{"GET", h + "handoffs", Lead, 0, seated(d.Handoffs)},
		{"POST", h + "handoffs", Lead, small, seated(d.DoHandoff)},
	}
}

// newDesk makes the team's pages.
func (c *Central) newDesk(asks *template.Library) (*lead.Desk, error) {
	cfg := lead.Config{Secure: secure(c.cfg), URL: c.cfg.URL, Now: c.cfg.Now, Rand: c.cfg.Rand, NewID: c.cfg.NewID, Log: c.cfg.Log, From: c.address, Asks: asks,
		Wait:   func(from string) time.Duration { return c.knocks.wait(from, c.cfg.Now()) },
		Strike: func(from string) { c.knocks.add(from, c.cfg.Now()) }}
	cfg.Stranger = c.stranger
	cfg.SSO = &sso.Door{Now: c.cfg.Now, Rand: c.cfg.Rand}
	cfg.Disposal = c.disposal
	if c.handoff.Receiver != nil {
		cfg.Handoff = c.handoff
	}
	return lead.New(c.ledger, c.site, cfg)
}
