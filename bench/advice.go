package main

import (
	"context"
	"fmt"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/practice"
	"github.com/fieldfare/fieldfare/assets"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/reports/pdf"
)

// An advised is a child of the notebooks and the day the advice about them speaks of; the days are those of assets/demo.
type advised struct {
	name   string
	child  assessments.ID
	author assessments.ID
	asAt   assessments.Date
}

var advices = []advised{
	{"Isla", "019a0001-0000-7003-8000-000000000001", "019a0001-0000-7004-8000-000000000201", "2026-05-21"},
	{"Yusuf", "019a0002-0000-7003-8000-000000000001", "019a0002-0000-7004-8000-000000000201", "2026-05-12"},
}

// adviceJob drafts the EHC advice from the records and renders its PDF, n times for each child.
func adviceJob(ctx context.Context, _ string, n int) (values, error) {
	bundles, err := practice.Bundles(assets.Demo, 1, len(advices))
	if err != nil {
		return nil, err
	}
	v := values{"n": float64(n)}
	for i, a := range advices {
		var all, drafts []float64
		for range n {
			start := time.Now()
			doc, err := reports.Draft(reports.Gather(a.child, bundles[i].Records), reports.Request{Kind: reports.EHCAdvice,
				Recipient: reports.Recipient{Role: assessments.RoleLocalAuthority}, AsAt: a.asAt, Author: a.author, Version: 1})
			if err != nil {
				return nil, err
			}
			drafts = append(drafts, since(start))
			res, err := pdf.Render(ctx, doc)
			if err != nil {
				return nil, err
			}
			all = append(all, since(start))
			if res.Pages < 2 {
				return nil, fmt.Errorf("the advice about %s has %d pages", a.name, res.Pages)
			}
			v[a.name+" pages"], v[a.name+" KB"] = float64(res.Pages), float64(len(res.Bytes))/1024
		}
		v[a.name], v[a.name+" draft"], v[a.name+" p95"] = quantile(all, .5), quantile(drafts, .5), quantile(all, .95)
	}
	return v, nil
}
