package pdf

import (
	"fmt"
	"strings"

	"github.com/fieldfare/fieldfare/reports/layout"
)

// structure writes the tree that a screen reader walks, and the parent tree that leads from page content back to it.
func structure(f *file, book *layout.Book, p *painter, pages []ref) ref {
	root := f.reserve()
	refs := make([]ref, len(book.Nodes))
	kids := make([][]int, len(book.Nodes))
	for i, n := range book.Nodes {
		refs[i] = f.reserve()
		if n.Parent >= 0 {
			kids[n.Parent] = append(kids[n.Parent], i)
		}
	}
	for i, n := range book.Nodes {
		parent := root
		if n.Parent >= 0 {
			parent = refs[n.Parent]
		}
		f.put(refs[i], "<</Type /StructElem /S /%s /P %s%s%s>>", n.Role, parent, attributes(book, i), content(kids[i], p.marks[i], refs, pages))
	}
	nums := make([]string, len(pages))
	for page, owners := range p.owner {
		at := make([]string, len(owners))
		for mcid, node := range owners {
			at[mcid] = refs[node].String()
		}
		nums[page] = fmt.Sprintf("%d [%s]", page, strings.Join(at, " "))
	}
	parents := f.add("<</Nums [%s]>>", strings.Join(nums, " "))
	f.put(root, "<</Type /StructTreeRoot /K [%s] /ParentTree %s /ParentTreeNextKey %d>>", refs[0], parents, len(pages))
	return root
}

// content writes what a node holds: other nodes, or its marks, which may lie on several pages.
func content(kids []int, marks []mark, refs, pages []ref) string {
	var k []string
	for _, n := range kids {
		k = append(k, refs[n].String())
	}
	if len(marks) == 0 {
		if len(k) == 0 {
			return ""
		}
		return " /K [" + strings.Join(k, " ") + "]"
	}
	// Numbers alone mean marks on the element's own page; a paragraph that goes on overleaf names the page of the rest.
	home := marks[0].page
	for _, m := range marks {
		if m.page == home {
			k = append(k, fmt.Sprint(m.mcid))
		} else {
			k = append(k, fmt.Sprintf("<</Type /MCR /Pg %s /MCID %d>>", pages[m.page], m.mcid))
		}
	}
	return fmt.Sprintf(" /Pg %s /K [%s]", pages[home], strings.Join(k, " "))
}

// attributes writes scope, span and numbering, the text that stands for drawn letters, and what a figure shows and where.
func attributes(book *layout.Book, i int) string {
	n, s := book.Nodes[i], ""
	if n.Role == layout.RoleFigure {
		s += " /Alt " + text(n.Alt) + " /A <</O /Layout /Placement /Block /BBox " + boxOf(book, i) + ">>"
	}
	if n.Actual != "" {
		s += " /ActualText " + text(n.Actual)
	}
	table := ""
	if n.Scope != "" {
		table += " /Scope /" + n.Scope
	}
	if n.ColSpan > 1 {
		table += fmt.Sprintf(" /ColSpan %d", n.ColSpan)
	}
	if table != "" {
		s += " /A <</O /Table" + table + ">>"
	}
	if n.Number != "" {
		s += " /A <</O /List /ListNumbering /" + n.Number + ">>"
	}
	return s
}

// outline writes the headings for the reader's side panel and returns its entry in the catalog.
func outline(f *file, book *layout.Book, pages []ref) string {
	if len(book.Outline) == 0 {
		return ""
	}
	root := f.reserve()
	refs := make([]ref, len(book.Outline))
	for i := range refs {
		refs[i] = f.reserve()
	}
	// level writes the entries from one on that lie at least so deep, and returns where it stopped, how many lines the
	// panel shows for them when it opens, and their two ends. Only the title is open, so that the panel lists sections.
	var level func(from, depth int, parent ref) (end, count int, first, last ref)
	level = func(from, depth int, parent ref) (end, count int, first, last ref) {
		prev := ref(0)
		for i := from; i < len(refs) && book.Outline[i].Level >= depth; {
			b := book.Outline[i]
			next, inner, a, z := level(i+1, b.Level+1, refs[i])
			s := fmt.Sprintf("<</Title %s /Parent %s /Dest [%s /XYZ null %.2f null]", text(b.Title), parent, pages[b.Page], (297-b.Y+4)*72/25.4)
			if prev != 0 {
				s += " /Prev " + prev.String()
			}
			if next < len(refs) && book.Outline[next].Level >= depth {
				s += " /Next " + refs[next].String()
			}
			if inner > 0 { // closed: a negative count
				s += fmt.Sprintf(" /First %s /Last %s /Count %d", a, z, map[bool]int{true: inner, false: -inner}[depth == 1])
			}
			f.put(refs[i], "%s>>", s)
			if first == 0 {
				first = refs[i]
			}
			prev, last = refs[i], refs[i]
			count++
			if depth == 1 {
				count += inner
			}
			i = next
			end = next
		}
		if first == 0 {
			end = from
		}
		return end, count, first, last
	}
	_, count, first, last := level(0, 1, root)
	f.put(root, "<</Type /Outlines /First %s /Last %s /Count %d>>", first, last, count)
	return " /Outlines " + root.String()
}
