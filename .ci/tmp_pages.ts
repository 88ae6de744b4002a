import { launch } from '../test/rendering/browser.ts';
import { picturePages } from './picture_pages.ts';
const [root='',out='',only='']=process.argv.slice(2);
const b=await launch(); await picturePages(b,root,out,only); await b.close();
