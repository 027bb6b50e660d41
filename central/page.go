package central

import (
	"bytes"
	"io"
	"net/http"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/delivery"
	"github.com/fieldfare/fieldfare/central/web"
)

// page makes a handler of pages one of the service's: it gets the body back that was read within its limit.
func page(serve func(http.ResponseWriter, *http.Request) error) func(http.ResponseWriter, *request) error {
	return func(w http.ResponseWriter, r *request) error {
		r.Body = io.NopCloser(bytes.NewReader(r.body))
		return serve(w, r.Request)
	}
}

// formBytes is the most that a form of a page may hold: a question of 2,000 letters, in the widest letters there are, and its token.
const formBytes = 32 << 10

// paperBytes is the most that a whole questionnaire may hold, with every text as long as is taken.
const paperBytes = 1 << 20

const (
	pinPath    = delivery.Path + "{link}/pin"
	logPINPath = delivery.Path + "{link}/log/pin"
)

// deliveryRoutes are the pages that a mail leads to. GET of each changes nothing that anybody would miss.
func (c *Central) deliveryRoutes() []Route {
	d, link := c.delivery, delivery.Path+"{link}"
	return []Route{
		{"GET", link, Link, 0, page(d.Landing)},
		{"POST", link, Link, formBytes, page(d.Show)},
		{"GET", pinPath, Link, 0, page(d.AskPIN)},
		{"POST", pinPath, Link, formBytes, page(d.GivePIN)},
		{"GET", link + "/no-pin", Link, 0, page(d.NoPIN)},
		{"GET", link + "/log", Link, 0, page(d.Logbook)},
		{"GET", logPINPath, Link, 0, page(d.LogPIN)},
		{"POST", logPINPath, Link, formBytes, page(d.GiveLogPIN)},
		{"GET", link + "/log/paper", Link, 0, page(d.LogPaper)},
		{"GET", link + "/log/{task}/{back}", Link, 0, page(d.LogWeek)},
		{"POST", link + "/log/{task}/{back}", Link, formBytes, page(d.LoggedWeek)},
		{"GET", link + "/questions", Link, 0, page(d.Questions)},
		{"GET", link + "/questions/part/{part}", Link, 0, page(d.Theme)},
		{"POST", link + "/questions/part/{part}", Link, paperBytes, page(d.ThemeAnswered)},
		{"GET", link + "/questions/check", Link, 0, page(d.CheckAnswers)},
		{"POST", link + "/questions/check", Link, formBytes, page(d.SendAnswers)},
		{"POST", link + "/questions/forget", Link, formBytes, page(d.ForgetAnswers)},
		{"GET", link + "/questions/done", Link, 0, page(d.AnswersSent)},
		{"GET", link + "/questions/paper", Link, 0, page(d.QuestionsPaper)},
		{"GET", link + "/report", Link, 0, page(d.Report)},
		{"GET", link + "/table", Link, 0, page(d.Table)},
		{"GET", link + "/copy/{form}", Link, 0, page(d.Copy)},
		{"GET", link + "/confirm", Link, 0, page(d.Confirm)},
		{"POST", link + "/confirm", Link, formBytes, page(d.Confirmed)},
		{"POST", link + "/question", Link, formBytes, page(d.Asked)},
		{"POST", link + "/ask", Link, formBytes, page(d.AskLink)},
		{"GET", "/accessibility", Anyone, 0, page(delivery.Accessibility)},
		{"GET", "/privacy", Anyone, 0, page(delivery.Privacy)},
	}
}

// trouble answers with an error in the form that whoever asks can read: a page, or JSON for a tablet.
func (c *Central) trouble(w http.ResponseWriter, r *http.Request, err error) {
	if strings.HasPrefix(r.URL.Path, "/v1/") || !strings.Contains(r.Header.Get("Accept"), "text/html") {
		c.refuse(w, err)
		return
	}
	web.Trouble(w, statusOf(err), "", onAPage(r.Method, err))
}

// onAPage takes back what is promised to tablets, which keep what they could not send: a browser keeps nothing, and whoever fills in a
// form must not believe that it is on its way.
func onAPage(method string, err error) error {
	said := assessments.Sentence(err)
	i := strings.Index(strings.ToLower(said), "what you saved is safe")
	if i < 0 || assessments.KindOf(err) != assessments.Unavailable {
		return err
	}
	said = strings.TrimRight(said[:i], " ;.") + "."
	if method != http.MethodGet {
		said += " What you just entered was not kept: go back, and send it again in a while."
	}
	return assessments.Wrap(err, assessments.Unavailable, "central.page", said)
}
