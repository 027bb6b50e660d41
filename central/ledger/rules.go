package ledger

import (
	"context"
	"fmt"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// A RulesVersion is a service's own rules as they once were, or as they are drafted: a draft has no Signer. Rev counts the changes of
// a draft, so that two leads do not write over each other. Names are those of today. Base is the program's own rules as a lead last
// compared these with them, "" where that is not known.
type RulesVersion struct {
	N, Rev                 int64
	Text, Base, Why        string
	Author, At             string
	Signer, SignedAt       string
	AuthorName, SignerName string
}

const rulesAbout = "rules/"

// RulesVersions lists a tenant's, the newest first; a draft is the first.
func (l *Ledger) RulesVersions(ctx context.Context, tenant string) ([]RulesVersion, error) {
	out := []RulesVersion{}
	err := l.each(ctx, "ledger.rules", `SELECT r.n, r.rev, r.text, r.base, r.why, r.author, r.at, r.signer, r.signed_at, coalesce(a.name, ''), coalesce(s.name, '')
		FROM rules r LEFT JOIN therapist a ON a.tenant = r.tenant AND a.id = r.author LEFT JOIN therapist s ON s.tenant = r.tenant AND s.id = r.signer
		WHERE r.tenant = ?1 ORDER BY r.n DESC`, func(scan func(...any) error) error {
		var v RulesVersion
		err := scan(&v.N, &v.Rev, &v.Text, &v.Base, &v.Why, &v.Author, &v.At, &v.Signer, &v.SignedAt, &v.AuthorName, &v.SignerName)
		out = append(out, v)
		return err
	}, tenant)
	return out, err
}

// DraftRules keeps a text as the draft. rev is that of the draft it was made from, 0 where there was none: a draft that somebody
// changed meanwhile is Conflict. base is what the program's own rules were for it.
func (l *Ledger) DraftRules(ctx context.Context, tenant, lead, text, base string, rev int64) error {
	const op = "ledger.draftrules"
	return l.write(ctx, op, func(tx txn) error {
		n, now, err := l.draft(ctx, tx, tenant)
		if err != nil {
			return err
		}
		if now != rev {
			return stale(op)
		}
		if rev > 0 {
			err = tx.exec(ctx, `UPDATE rules SET rev = rev + 1, text = ?3, author = ?4, at = ?5, base = ?6 WHERE tenant = ?1 AND n = ?2`, tenant, n, text, lead, l.now(), base)
		} else {
			err = tx.exec(ctx, `INSERT INTO rules (tenant, n, text, author, at, base) VALUES (?1, ?2, ?3, ?4, ?5, ?6)`, tenant, n, text, lead, l.now(), base)
		}
		if err != nil {
			return err
		}
		return l.audit(ctx, tx, tenant, "drafted rules", rulesAbout+fmt.Sprint(n))
	})
}

// CompareRules notes with which rules of the program a lead has compared a version. What was signed, and by whom, stays; was is the base
// that the lead looked at, and one that somebody moved on meanwhile is Conflict.
func (l *Ledger) CompareRules(ctx context.Context, tenant string, n int64, was, base string) error {
	const op = "ledger.comparerules"
	return l.write(ctx, op, func(tx txn) error {
		var now string
		if err := tx.row(ctx, `SELECT base FROM rules WHERE tenant = ?1 AND n = ?2`, tenant, n).Scan(&now); err != nil {
			return err
		}
		if now != was {
			return stale(op)
		}
		if err := tx.exec(ctx, `UPDATE rules SET base = ?3 WHERE tenant = ?1 AND n = ?2`, tenant, n, base); err != nil {
			return err
		}
		return l.audit(ctx, tx, tenant, "compared rules with the program's", rulesAbout+fmt.Sprint(n))
	})
}

// draft is the number of the draft with its rev; rev 0 where there is none, and n is then the number that it will have. The tenant's row
// stays locked until the transaction ends.
func (l *Ledger) draft(ctx context.Context, tx txn, tenant string) (n, rev int64, err error) {
	if err := tx.exec(ctx, `UPDATE tenant SET name = name WHERE id = ?1`, tenant); err != nil {
		return 0, 0, err
	}
	err = tx.row(ctx, `SELECT coalesce(max(n) FILTER (WHERE signer = ''), coalesce(max(n), 0) + 1), coalesce(max(rev) FILTER (WHERE signer = ''), 0)
		FROM rules WHERE tenant = ?1`, tenant).Scan(&n, &rev)
	return n, rev, err
}

func stale(op string) error {
	return assessments.Errorf(assessments.Conflict, op, "Another lead changed the draft meanwhile. Look at it again, and do it anew.")
}

// DropRules throws the draft away, and not one that somebody changed meanwhile.
func (l *Ledger) DropRules(ctx context.Context, tenant string, rev int64) error {
	const op = "ledger.droprules"
	return l.write(ctx, op, func(tx txn) error {
		n, now, err := l.draft(ctx, tx, tenant)
		if err != nil {
			return err
		}
		if now != rev || rev == 0 {
			return stale(op)
		}
		if err := tx.exec(ctx, `DELETE FROM rules WHERE tenant = ?1 AND n = ?2`, tenant, n); err != nil {
			return err
		}
		return l.audit(ctx, tx, tenant, "dropped the draft of rules", rulesAbout+fmt.Sprint(n))
	})
}

// SignRules makes the draft the rules, for good. It returns its number. Whoever changed the draft last does not sign it where another lead is there to; the
// only lead says with alone why nobody else could look, which the audit and the version keep. record is what the service's own record has to say of
// them, for tablets to work by, written in the same step; own is whether the lead signs their own draft, and a nil record or Entry writes nothing.
func (l *Ledger) SignRules(ctx context.Context, tenant, lead, why, alone string, rev int64, record func(own bool) (*Entry, error)) (n int64, err error) {
	const op = "ledger.signrules"
	why, alone = strings.TrimSpace(why), strings.TrimSpace(alone)
	if why == "" || lead == "" {
		return 0, assessments.Errorf(assessments.Invalid, op, "Say why the rules change, for whoever asks later.")
	}
	err = l.write(ctx, op, func(tx txn) error {
		var now int64
		if n, now, err = l.draft(ctx, tx, tenant); err != nil {
			return err
		}
		if now != rev || rev == 0 {
			return stale(op)
		}
		own, err := l.ownDraft(ctx, tx, tenant, lead, alone)
		if err != nil {
			return err
		}
		why, what := why, "signed rules"
		if own {
			why, what = why+" (signed without a second person: "+alone+")", what+" without a second person: "+alone
		}
		if err := tx.exec(ctx, `UPDATE rules SET why = ?3, signer = ?4, signed_at = ?5 WHERE tenant = ?1 AND n = ?2`, tenant, n, why, lead, l.now()); err != nil {
			return err
		}
		if err := l.audit(ctx, tx, tenant, what, rulesAbout+fmt.Sprint(n)); err != nil || record == nil {
			return err
		}
		e, err := record(own)
		if err != nil || e == nil {
			return err
		}
		_, err = l.say(ctx, tx, tenant, Author{Actor: lead}, []Entry{*e})
		return err
	})
	if err == nil {
		l.news.tell(tenant)
	}
	return n, err
}

// MaySign asks what SignRules asks of a lead and the draft, before anything is done: own is whether it is the lead's own.
func (l *Ledger) MaySign(ctx context.Context, tenant, lead, alone string) (own bool, err error) {
	err = l.read(ctx, "ledger.maysign", func(tx txn) error {
		own, err = l.ownDraft(ctx, tx, tenant, lead, strings.TrimSpace(alone))
		return err
	})
	return own, err
}

// ownDraft reports whether a lead changed the draft last, by this account or another of theirs. Their own is refused where somebody else leads too,
// and where nobody does but no reason is given, which is Invalid.
func (l *Ledger) ownDraft(ctx context.Context, tx txn, tenant, lead, alone string) (own bool, err error) {
	const op = "ledger.signrules"
	var author string
	err = tx.row(ctx, `SELECT author FROM rules WHERE tenant = ?1 AND signer = ''`, tenant).Scan(&author)
	if err != nil {
		return false, missing(err, op, "There is no draft of the rules.")
	}
	mails, leads := map[string]string{}, map[string]bool{} // by id; those of active leads
	err = tx.each(ctx, `SELECT id, email, role, state FROM therapist WHERE tenant = ?1 AND (role = 'lead' OR id = ?2)`, func(scan func(...any) error) error {
		var id, mail, role, state string
		err := scan(&id, &mail, &role, &state)
		mails[id] = strings.ToLower(mail) // one person with two accounts is still one
		if role == RoleLead && state == "active" {
			leads[mails[id]] = true
		}
		return err
	}, tenant, author)
	switch {
	case err != nil:
		return false, err
	case !leads[mails[lead]]:
		return false, assessments.Errorf(assessments.Forbidden, op, "Rules are signed by a lead of their own service.")
	case mails[author] != mails[lead]:
		return false, nil
	case len(leads) > 1:
		return true, assessments.Errorf(assessments.Forbidden, op, "You changed this draft last. Another lead has to look at it and sign; it waits on their Today.")
	case alone == "":
		return true, assessments.Errorf(assessments.Invalid, op, "You are the only lead. Say why nobody else could look at your draft; the audit keeps it.")
	}
	return true, nil
}

// RulesWait reports whether a draft waits that somebody other than a lead changed last.
func (l *Ledger) RulesWait(ctx context.Context, tenant, lead string) (yes bool, err error) {
	var n int
	err = l.read(ctx, "ledger.ruleswait", func(tx txn) error {
		return tx.row(ctx, `SELECT count(*) FROM rules WHERE tenant = ?1 AND signer = '' AND author <> ?2`, tenant, lead).Scan(&n)
	})
	return n > 0, err
}
