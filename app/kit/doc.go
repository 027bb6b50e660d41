// Package kit is the look of Fieldfare as Fyne widgets: a theme, layouts that let words wrap, and every control a
// screen is built from. It knows children, goals and visits only as plain words and numbers handed to it.
//
// Words: a target is anything that can be tapped, 48 units or more each way. A control is a target that also takes
// the keyboard. A row is one line of a list, 64 high or more. A card is a sheet with round corners. A band is the dark
// strip that says which child a screen is about. A tag is a state in words and never a target; a chip is a choice that
// stays; a tile is a phrase to stamp. A step is a width class: phone, portrait, landscape. Tall objects can say their
// height for a width to come, and every layout here asks, so that text is never cut.
//
// Layouts: Column, Row, RowTop, RowFull, Beside, Wrap, Grid, GridFull, Tiles, Stack, Middle, Inset, InsetXY, Insets, Fixed, AtLeast, AtMost, Indent,
// Grow, Gap, NewSteps, NewScroller.
//
// Words on screen: Body, Quieter, Strong, RowTitle, RowText, Question, Title, Number, NewText, NewSpans, Report.
//
// Controls: NewButton (NewPrimary, NewQuiet, NewPlain, NewRemove, NewIconButton), NewChip, NewChips, NewTile,
// NewDomainList, NewField, NewNotes, NewNumberField, NewDateField, NewSelect, NewCheck, NewChoice, NewPad, NewReadout,
// NewPINDots, NewTally, NewInterval, NewRing, NewMarks, NewNoteBox, NewFind, NewTabs, NewSectionList, NewLadder, NewDrawPad,
// NewSignature, NewPens, NewPicturePad, NewFaces, NewHoldButton.
//
// Surfaces and rows: NewCard, NewRaised, NewRowCard, NewTitledCard, CardHead, NewPanel, NewRule, NewUpright,
// NewListRow, NewPictureCard, NewList, NewStreamRow, NewTag, NewSymbol, NewLogo, NewScene, NewMoment, NewGoalTrack, NewBar, NewProgress, NewDeadline, NewStepMark,
// NewEmpty, NewHeld, NewNotice, NewAsk, NewErrorSummary, NewFinding, NewCards, ShowSheet, ShowPick, ShowSeeker.
//
// The frame of a screen: NewTopBar, NewActionBar, NewChildBand, NewAlertMark, NewCover, NewSyncChip, NewPracticeStrip,
// NewUndoBar.
//
// Slow work goes through a Load; waiting goes through a Clock; Dump, Find and Faults let tests see a screen as words
// and rectangles.
package kit
