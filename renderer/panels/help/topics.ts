/** How to begin, and what is not the meaning of one word, in few sentences each. */
export interface Topic {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

export const topics: readonly Topic[] = [
  {
    id: 'topic:report',
    title: 'Where the report comes from',
    text:
      'In the live course, open Instructor and then Data Download, choose Generate Proctored Exam Results Report, and ' +
      'take the newest file under Reports Available for Download. A link there works for 5 minutes; reloading the page ' +
      'makes new ones. Open the file as it was downloaded: a spreadsheet that saves it changes times and long numbers.',
  },
  {
    id: 'topic:open',
    title: 'Opening it',
    text:
      'Drop the file on the window, or choose Open… in the menu File. Several become tabs. Nothing of a report leaves this ' +
      'computer, and the file itself is never written to.',
  },
  {
    id: 'topic:verdict',
    title: 'What a verdict is',
    text:
      'The first column says in a word what the status of an attempt means, and who has to act. It comes from the ' +
      'status alone; the review stands beside it as evidence, and where the two disagree, Findings tells. A verdict is ' +
      'about the proctoring review: it says nothing about the score.',
  },
  {
    id: 'topic:second-review',
    title: 'Who decides a second review',
    text:
      'With RPNow the provider’s own reviewers do it, and a course team need not act. With Proctortrack the course ' +
      'team decides, in Proctortrack’s dashboard. Where the file names no provider, such an attempt counts as In review ' +
      'until you say in Settings who decides; the answer then holds for every report.',
  },
  {
    id: 'topic:find',
    title: 'Searching and filtering',
    text:
      'The search looks in every column; each word must occur. The verdicts at the foot of the window, the button ' +
      'Filter, the headers, and whatever is pressed in the panel at the left are filters. Each is a chip under the ' +
      'search, and is taken back there.',
  },
  {
    id: 'topic:attempt',
    title: 'One attempt, and one learner',
    text:
      'Enter on a row shows the attempt: the verdict in words, what the reviewer wrote, the time used, every field as ' +
      'it stands. L shows the learner: all their attempts in all open reports. From there a case sheet can be saved ' +
      'as PDF, with nobody else’s data.',
  },
  {
    id: 'topic:incidents',
    title: 'Incidents, and how they are divided',
    text:
      'The file puts all comments of an attempt into one cell, divided by semicolons, which a comment may hold as well. ' +
      'The count beside it decides: where the pieces are as many as it says, they are listed; otherwise the text is ' +
      'shown whole, with a note. An incident is what a reviewer reported, and no proof of anything.',
  },
  {
    id: 'topic:export',
    title: 'Saving a part of it',
    text:
      'Export writes the rows and columns on screen, or all of them. A report names people and is confidential: ' +
      'your institution’s data stewardship policy applies whenever it is opened or a part of it is saved.',
  },
  {
    id: 'topic:order',
    title: 'The order of text',
    text:
      'Upper and lower case and accents make no difference, and numbers inside text count as numbers: exam 9 stands ' +
      'before exam 10. Latin letters come before other scripts. What has no value stands last, whichever way a column ' +
      'is sorted. Verdicts are ordered by what there is to do, statuses by the life of an attempt.',
  },
];
