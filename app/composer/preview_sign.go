package composer

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/secret"
	"github.com/fieldfare/fieldfare/assessments"
)

// askSign says what signing does, and asks for the PIN or the passphrase: a tablet that lies open signs nothing in its owner's name.
func (v *Preview) askSign() {
	c := kit.CanvasOf(v.page)
	if why := v.c.MaySign(); why != "" || c == nil {
		v.tell()
		v.relay()
		return
	}
	var sheet *kit.Sheet
	title := Title(v.c.V.ReportKind)
	body := kit.Column(16, kit.Body(fmt.Sprintf("You sign %s about %s, version %d, as at %s.", title, v.c.Known, max(v.c.V.Version, 1), v.c.V.AsAt.Words())),
		kit.Body("From then on the words and the PDF stay exactly as they are. A change makes a new version, and this one is kept."))
	if words := v.c.Difference(); words != "" {
		body.Add(kit.NewNotice(kit.NoticeInfo, "What its reader is told", words))
	}
	if v.noPages != "" {
		body.Add(kit.NewNotice(kit.NoticeNeeds, "There will be no PDF", v.noPages))
	}
	if n := len(v.c.Lacks()); n > 0 {
		body.Add(kit.NewNotice(kit.NoticeNeeds, counted(n, "thing")+" a reader would miss", "They are listed under Check. You can sign with them open."))
	}
	var proof *secret.Proof
	sign := func() { proof.Then(func() { sheet.Close(); v.sign() }) }
	proof = secret.NewProof(v.ctx, v.s.Load, v.s.Store, sign)
	body.Add(proof.Content())
	body.Add(kit.NewPrimary("Sign now", sign).Big())
	sheet = kit.ShowSheet(c, "Sign "+title+"?", body, nil)
	proof.Focus()
}

// sign renders and freezes the report away from the screen, stores it in one change and locks the record. Until that
// last moment it can be stopped, and stays a draft.
func (v *Preview) sign() {
	ctx, stop := context.WithCancel(v.ctx)
	v.signing, v.end = true, stop
	v.working = kit.NewProgress("Making the PDF", func() { stop(); v.signed(assessments.Report{}, nil); v.s.Fail(errStopped) })
	v.working.SetProgress(1, 3, "Making the PDF")
	v.tell()
	v.relay()
	v.s.Reframe()
	var frozen assessments.Report
	v.s.Load(ctx, func(ctx context.Context) (err error) {
		frozen, _, err = v.c.Frozen(ctx, v.s.Today())
		return err
	}, func(err error) {
		v.working.SetProgress(2, 3, "Locking the version")
		if err == nil {
			err = v.lock(frozen)
		}
		v.signed(frozen, err)
	})
}

// errStopped is said when a person stops the making of the PDF.
var errStopped = assessments.Errorf(assessments.Unavailable, "composer.sign", "Signing was stopped. The report is still a draft, and nothing was lost.")

// lock writes what was frozen and signs the record in one transaction: no half-signed version can exist.
func (v *Preview) lock(frozen assessments.Report) error {
	by, err := json.Marshal(v.s.Me)
	if err != nil {
		return err
	}
	edits := []assessments.Edit{{Record: v.c.Rec.ID, Op: assessments.OpSign, Set: assessments.Fields{"by": by}}}
	if e, differs := v.s.Change(v.c.Rec, &frozen); differs {
		edits = append([]assessments.Edit{e}, edits...)
	}
	_, err = v.s.Store.Apply(context.Background(), edits) // leaving the screen does not cut it short any more
	return err
}

// signed shows the outcome.
func (v *Preview) signed(frozen assessments.Report, err error) {
	v.signing, v.end = false, nil
	if err != nil {
		v.s.Fail(err)
	}
	if frozen.Tree != "" && err == nil {
		v.s.Kick()
	}
	v.load()
}
