package central

import (
	"net/http"
	"time"

	"github.com/fieldfare/fieldfare/assessments/template"
	"github.com/fieldfare/fieldfare/central/public"
)

// formsAnHour is how many forms one address may send: a school's families share one, and a flood does not get far.
const formsAnHour = 20

// newForms makes the forms that anybody may fill in.
func (c *Central) newForms(asks *template.Library) (*public.Desk, error) {
	sent := newStrikes(formsAnHour, time.Hour)
	return public.New(public.Config{Ledger: c.ledger, Asks: asks, Site: c.site, Now: c.cfg.Now, NewID: c.cfg.NewID,
		Wait:   func(r *http.Request) time.Duration { return sent.wait(c.address(r), c.cfg.Now()) },
		Strike: func(r *http.Request) { sent.add(c.address(r), c.cfg.Now()) }})
}

// formRoutes are those forms. What is entered stands in the body of a post and in no address.
func (c *Central) formRoutes() []Route {
	d, survey, refer := c.forms, public.SurveyPath+"{service}", public.ReferralPath+"{service}"
	return []Route{
		{"GET", survey, Anyone, 0, page(d.Survey)},
		{"POST", survey, Anyone, 2 * formBytes, page(d.Surveyed)},
		{"GET", survey + "/thanks", Anyone, 0, page(d.SurveyThanks)},
		{"GET", refer, Anyone, 0, page(d.Referral)},
		{"POST", refer, Anyone, formBytes, page(d.Referred)},
		{"GET", refer + "/thanks", Anyone, 0, page(d.ReferralThanks)},
	}
}
