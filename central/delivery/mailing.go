package delivery

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/mail"
	"github.com/fieldfare/fieldfare/central/queue"
	"github.com/fieldfare/fieldfare/central/web"
)

const (
	roundEvery = 2 * time.Second
	// triesMost is after how many tries, which take a day and a half, the sender is told that the mail did not go.
	triesMost = 24
)

// line is the queue of the mails. Without a way to send them shares are taken up all the same: their pages open.
func (d *Desk) line() queue.Line[ledger.Delivery] {
	q := queue.Line[ledger.Delivery]{Name: "delivery", Ledger: d.Ledger, Every: roundEvery, Log: d.Log, TakeUp: d.takeUp, Due: d.Ledger.DueMail, Send: d.post}
	if d.Mail == nil {
		q.Send = nil
	}
	return q
}

// sweepEvery is how often what was begun and never sent is looked through for what is over.
const sweepEvery = time.Hour

// Run delivers until the context ends.
func (d *Desk) Run(ctx context.Context) {
	var both sync.WaitGroup
	both.Go(func() { d.sweep(ctx) })
	d.line().Run(ctx)
	both.Wait()
}

// sweep takes away what somebody began at a link that ended, and never sent.
func (d *Desk) sweep(ctx context.Context) {
	tick := time.NewTicker(sweepEvery)
	defer tick.Stop()
	for {
		if err := d.Ledger.EndSheets(ctx); err != nil && ctx.Err() == nil {
			d.Log.Error("what is over was not taken away", "kind", assessments.KindOf(err).String(), "err", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// Round takes up the shares that came since the numbers in looked, by tenant, and sends the mails that are due.
func (d *Desk) Round(ctx context.Context, looked map[string]uint64) error {
	return d.line().Round(ctx, looked)
}

// takeUp begins to deliver every share of a tenant that nobody has seen yet.
func (d *Desk) takeUp(ctx context.Context, tenant string) error {
	for {
		fresh, err := d.Ledger.NewShares(ctx, tenant)
		if err != nil || len(fresh) == 0 {
			return err
		}
		// One that fails is among the new ones still: the next round looks again.
		if err := queue.Each(ctx, fresh, func(rec assessments.Record) error { return d.begin(ctx, tenant, rec) }); err != nil {
			return err
		}
	}
}

// begin begins to deliver one share.
func (d *Desk) begin(ctx context.Context, tenant string, rec assessments.Record) error {
	urgent, err := d.urgent(ctx, tenant, rec)
	if err != nil {
		return err
	}
	row := ledger.Delivery{Tenant: tenant, Share: rec.ID, Scope: rec.Scope, Way: "copy", Token: hashOf(d.linkOf(tenant, rec.ID)), Ref: d.refOf(tenant, rec.ID), Mail: ledger.MailNone, Urgent: urgent}
	if rec.Fields.Text("way") == "link" && rec.Scope.Type == assessments.ScopeChild {
		row.Way, row.Mail = "link", ledger.MailWaiting
	}
	return d.Ledger.AddDelivery(ctx, row)
}

// urgent reports whether a share rests on keeping a child safe. It then goes before all others, and says that it is to be opened today.
func (d *Desk) urgent(ctx context.Context, tenant string, share assessments.Record) (urgent bool, err error) {
	var v assessments.Share
	assessments.Decode(share.Fields, &v)
	err = d.Ledger.ReadMany(ctx, tenant, []assessments.Scope{share.Scope}, func(_ assessments.Scope, recs []assessments.Record) {
		for _, r := range recs {
			urgent = urgent || slices.Contains(v.Basis, r.ID) && r.Fields.Text("basis") == "safeguarding"
		}
	}, assessments.KindBasis)
	return urgent, err
}

// post sends the mail of one share, if it may still go.
func (d *Desk) post(ctx context.Context, row ledger.Delivery, try int) error {
	row.Tries = try
	p, err := d.parcel(ctx, row)
	if err != nil {
		return err
	}
	switch p.standing {
	case open:
	case withheld:
		return d.undelivered(ctx, p, "The service did not send it. "+p.sending.Reason)
	default: // closed before it went: the sender knows
		return d.settle(ctx, row, ledger.MailNone, 0)
	}
	err = d.Mail.Send(ctx, d.letter(p))
	switch {
	case err == nil:
		if err := d.receipt(ctx, p, "first", assessments.Receipt{What: "mailed", By: p.share.Mailbox}); err != nil {
			return err
		}
		return d.settle(ctx, row, ledger.MailSent, 0)
	case ctx.Err() != nil:
		return err // the next start takes it up
	}
	d.Log.Warn("a mail did not go", "share", string(row.Share), "try", row.Tries, "kind", assessments.KindOf(err).String())
	if assessments.KindOf(err) == assessments.Invalid || row.Tries >= triesMost {
		return d.undelivered(ctx, p, assessments.Sentence(err))
	}
	return d.settle(ctx, row, ledger.MailWaiting, queue.Gap(row.Tries))
}

// settle writes down what became of a mail. One that was settled meanwhile stays as it is.
func (d *Desk) settle(ctx context.Context, row ledger.Delivery, state string, again time.Duration) error {
	_, err := d.Ledger.Settle(ctx, row, state, again)
	return err
}

// undelivered gives a mail up and says so to its sender, with the reason in words.
func (d *Desk) undelivered(ctx context.Context, p *parcel, why string) error {
	if err := d.receipt(ctx, p, "first", assessments.Receipt{What: "not-delivered", By: p.share.Mailbox, Text: strings.TrimSpace(why)}); err != nil {
		return err
	}
	return d.settle(ctx, p.row, ledger.MailFailed, 0)
}

// letter is the mail: what to press, until when, and whom to ring. It is made of the words of names and of nothing else, so that no
// child can be in it.
func (d *Desk) letter(p *parcel) mail.Message {
	n := p.names
	var b strings.Builder
	say := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	what := "A report is ready"
	if n.Asks {
		what = "Some questions are ready"
		say("%s has some questions for %s before a visit.\nReference %s.\n", n.Service, n.Place, p.row.Ref)
	} else {
		say("A report from %s is ready for %s.\nReference %s.\n", n.Service, n.Place, p.row.Ref)
	}
	if p.row.Urgent {
		say("Please open it today.\n")
	}
	say("Open it here:\n%s%s\n", d.URL, at(p.link, ""))
	say("You need a 6-digit PIN. You get it from %s, not by email.", n.Sender)
	if n.Yours != "you" {
		say("A colleague at %s can use the same link.", n.Yours)
	}
	if n.Asks {
		say("You may answer by telephone or on paper instead: ask us.")
	}
	say("The link works until %s. You do not need an account.\n", strings.ReplaceAll(web.Day(p.share.Expires), "\u00a0", " "))
	say("If you did not expect this, do not open it, and tell us.")
	if n.Phone != "" {
		say("Telephone: %s", strings.TrimSuffix(n.Phone+", "+n.Hours, ", "))
	}
	say("\n%s", n.Service)
	host := d.From[strings.LastIndexByte(d.From, '@')+1:]
	return mail.Message{ID: string(p.row.Share) + "@" + host, FromName: n.Service, From: d.From, To: p.share.Mailbox,
		Subject: what + ", reference " + p.row.Ref, Text: b.String(), At: d.Now()}
}
