package service

import (
	"fmt"
	"strings"
)

// conditions lets the questions that a rule of a question template may wait for be chosen by their words.
func conditions(p *Pack, path string, groups []Group) []Group {
	var i int
	if _, err := fmt.Sscanf(path, "template.%d", &i); err != nil || i >= len(p.Templates) {
		return groups
	}
	ids, says := []string{""}, map[string]string{}
	for s, sec := range p.Templates[i].Sections {
		for k, q := range sec.Questions {
			at := fmt.Sprintf("template.%d.section.%d", i, s)
			if path == at || path == fmt.Sprintf("%s.question.%d", at, k) {
				return choose(groups, ids, says) // only what was asked before can be known
			}
			ids, says[q.ID] = append(ids, q.ID), q.Ask
		}
	}
	return choose(groups, ids, says)
}

func choose(groups []Group, ids []string, says map[string]string) []Group {
	for _, g := range groups {
		for i, s := range g.Slots {
			if strings.HasSuffix(s.Path, ".show_if.question") {
				g.Slots[i].Form, g.Slots[i].Words, g.Slots[i].Says = "one", ids, says
				if s.Value != "" && says[s.Value] == "" { // it waits for what is asked later, or for nothing, and that is told when it is saved
					g.Slots[i].Words = append(ids[:len(ids):len(ids)], s.Value)
				}
			}
		}
	}
	return groups
}
