package composer

import (
	"strings"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
)

// askAuthor records who is writing, where this tablet does not know: without a name, a role and a registration nobody can
// be asked back.
func (v *Screen) askAuthor() {
	c := kit.CanvasOf(v.page)
	if c == nil {
		return
	}
	var sheet *kit.Sheet
	name, job := kit.NewField("Your name", nil), kit.NewField("Your job", nil)
	hcpc, band := kit.NewField("HCPC registration", nil), kit.NewField("Band, if you have one", nil)
	job.SetText("occupational therapist")
	keepIt := kit.NewPrimary("This is me", func() {
		for _, f := range []struct {
			field   *kit.Field
			problem string
		}{{name, "Enter your name as it stands on reports"}, {hcpc, "Enter your registration, such as OT012345"}} {
			if strings.TrimSpace(f.field.Text()) == "" {
				f.field.SetError(f.problem)
				return
			}
		}
		sheet.Close()
		v.introduce(assessments.Person{Name: strings.TrimSpace(name.Text()), Role: "occupational-therapist", Job: strings.TrimSpace(job.Text()),
			HCPC: strings.TrimSpace(hcpc.Text()), Band: strings.TrimSpace(band.Text())})
	}).Big()
	note := kit.Quieter("It stands at the end of every report that you sign.")
	sheet = kit.ShowSheet(c, "Who writes this report?", kit.Column(16, name, job, hcpc, band, note, keepIt), nil)
	name.Focus()
}

// introduce writes the therapist's record and says that this store is theirs.
func (v *Screen) introduce(me assessments.Person) {
	id := v.s.Me
	if !id.Valid() {
		id = v.s.NewID()
	}
	if !v.s.Write(v.ctx, v.s.Create(id, assessments.TeamScope(), &me)) {
		return
	}
	if err := v.s.Store.SetUser(v.ctx, id); err != nil {
		v.s.Fail(err)
		return
	}
	v.s.Me = id
	v.reload()
}
