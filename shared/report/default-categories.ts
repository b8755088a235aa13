/** The dictionary of incident categories that is shipped: English, as reviewers write. The language is in phrases.ts. */
import type { Category } from './dictionary.ts';

const left =
  '(left|leave[s]|leaving|exit[s|ed|ing]|out of|(step|walk)[s|ped|ping|ed|ing] (away from|out of)) [the|their|his|her]';
const hidden = '(block(s|ed|ing)|cover(s|ed|ing)|obstruct[s|ed|ing]|disabled|turned off|switched off|not visible|off)';

export const defaultCategories: readonly Category[] = [
  {
    id: 'identity',
    name: 'Identity or photo ID',
    words: [
      'photo id[s]',
      'id (card[s]|photo|picture)',
      'id[s] (not|was|is|missing|blurry|unclear)',
      'identity',
      'identification',
      'passport',
      "(driver's|drivers|driver) (license|licence)",
    ],
    except: [],
  },
  {
    id: 'room',
    name: 'Room or environment',
    words: ['room[s]', 'desk[s]', 'environment', 'surroundings', 'workspace'],
    // A room or desk that was left is in “Left the room”.
    except: [`${left} (exam room|testing room|room|desk)`],
  },
  {
    id: 'person',
    name: 'Another person or voice',
    words: [
      '(another|other) (person|people|individual[s]|student[s]|learner[s])',
      'second person',
      '(two|three|multiple|several) people',
      '(someone|somebody)',
      'third (party|parties)',
      'voice[s]',
      'whisper[s|ed|ing]',
      'talk(s|ed|ing)',
      'conversation[s]',
      'speak(s|ing)',
      'help[ed] (from|by)',
      'friend[s]',
    ],
    except: [],
  },
  {
    id: 'device',
    name: 'Phone or device',
    words: [
      '[cell|mobile|smart] phone[s]',
      '(cellphone|smartphone)[s]',
      'tablet[s]',
      'ipad[s]',
      'smart watch[es]',
      'smartwatch[es]',
      'calculator[s]',
      'device[s]',
      '(second|another|other) (computer|laptop|monitor|screen)[s]',
    ],
    except: ['head phone[s]', 'ear phone[s]'],
  },
  {
    id: 'programs',
    name: 'Other websites or programs',
    words: [
      'brows(e|es|ed|ing|er|ers)',
      '(web site|web page|website|webpage)[s]',
      'internet',
      'search engine[s]',
      'google',
      'chatgpt',
      'chat gpt',
      '(program|application)[s]',
      '(other|another|unauthorised|unauthorized) (software|window[s])',
      '(other|another|new) [browser] tab[s]',
      'messaging',
      'remote access',
    ],
    // A line that failed is in “Technical”.
    except: ['internet (connection|outage)'],
  },
  {
    id: 'notes',
    name: 'Notes, books or paper',
    words: [
      'notes',
      'notebook[s]',
      'book[s]',
      'textbook[s]',
      'paper[s]',
      'cheat sheet[s]',
      '(written|study) material[s]',
    ],
    except: [],
  },
  {
    id: 'looking-away',
    name: 'Looking away',
    words: [
      'look[s|ed|ing] (away|off|around|down|elsewhere|to the side)',
      'gaz(e|es|ed|ing)',
      'eye[s] (off|away|movement[s])',
    ],
    except: [],
  },
  {
    id: 'left-room',
    name: 'Left the room',
    words: [
      `${left} (exam room|testing room|testing area|room|desk|seat|chair|computer|area|view|frame)`,
      'not in (view|frame)',
    ],
    except: ['face … (view|frame)'],
  },
  {
    id: 'headphones',
    name: 'Headphones',
    words: [
      'head (phone|set)[s]',
      '(headphone|headset)[s]',
      'ear (phone|bud|plug|piece)[s]',
      '(earphone|earbud|earplug|earpiece)[s]',
      'air pod[s]',
      'airpod[s]',
    ],
    except: [],
  },
  {
    id: 'noise',
    name: 'Noise or music',
    words: ['noise[s]', 'noisy', 'music', 'tv', 'television', 'radio', 'background sound[s]'],
    except: [],
  },
  {
    id: 'camera',
    name: 'Camera or screen blocked',
    words: [
      `(webcam|webcamera|web cam|web camera|camera|screen|lens) ${hidden}`,
      `(webcam|webcamera|web cam|web camera|camera|screen|lens) … ${hidden}`,
      '(block(s|ed|ing)|cover(s|ed|ing)|obstruct[s|ed|ing]|disabled|turned off|switched off) … ' +
        '(webcam|webcamera|web cam|web camera|camera|screen|lens|view)',
    ],
    except: [],
  },
  {
    id: 'technical',
    name: 'Technical',
    words: [
      'technical',
      'software (error|problem|issue|failure)[s]',
      'crash[es|ed]',
      'froze',
      'frozen',
      'disconnect[s|ed|ion]',
      'connection',
      'power (cut|failure|outage)',
      'internet outage',
      '(no|missing|lost|corrupt) (audio|video|recording|sound)',
      'upload failed',
      'system error',
      'error message[s]',
    ],
    except: [],
  },
  {
    id: 'not-entered',
    name: 'Exam not entered',
    words: [
      "(never|not|did not|didn't) (enter[ed]|begin|began|begun|start[ed]|open[ed]) [the] exam",
      'exam [was] not (entered|started)',
    ],
    except: [],
  },
];
